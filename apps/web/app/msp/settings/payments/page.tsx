import { PaymentSettingsPage } from '@kelp/billing/screens';

export const metadata = { title: 'Payment settings' };

export default function Page() {
  return <PaymentSettingsPage />;
}
