import type { Metadata } from 'next';
import { PortalTicketPage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Request' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PortalTicketPage id={id} />;
}
