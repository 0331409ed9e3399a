import { CostRatesPage } from '@kelp/billing/screens';

export const metadata = { title: 'Cost rates' };

export default function Page() {
  return <CostRatesPage />;
}
