import type { Metadata } from 'next';
import { PortalInvoicePage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Invoice' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PortalInvoicePage id={id} />;
}
