import type { Metadata } from 'next';
import { PortalRequestPage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Requested service' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PortalRequestPage id={id} />;
}
