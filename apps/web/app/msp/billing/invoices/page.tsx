import type { Metadata } from 'next';
import { InvoicesPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Invoices' };

export default function Page() {
  return <InvoicesPage />;
}
