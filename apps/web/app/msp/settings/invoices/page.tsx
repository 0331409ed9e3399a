import { InvoiceSettingsPage } from '@kelp/billing/screens';

export const metadata = { title: 'Invoice settings' };

export default function Page() {
  return <InvoiceSettingsPage />;
}
