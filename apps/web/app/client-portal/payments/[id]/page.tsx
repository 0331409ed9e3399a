import type { Metadata } from 'next';
import { PortalPaymentPage } from '@kelp/portal/screens';

export const metadata: Metadata = { title: 'Payment' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PortalPaymentPage id={id} />;
}
