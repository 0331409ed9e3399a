import type { Metadata } from 'next';
import { PortalInvoicesPage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Invoices' };

export default function Page() {
  return <PortalInvoicesPage />;
}
