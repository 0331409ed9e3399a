import type { Metadata } from 'next';
import { PortalServicePage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Request a service' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PortalServicePage id={id} />;
}
