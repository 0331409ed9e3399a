import { BillingRulesPage } from '@kelp/billing/screens';

export const metadata = { title: 'Billing rules' };

export default function Page() {
  return <BillingRulesPage />;
}
