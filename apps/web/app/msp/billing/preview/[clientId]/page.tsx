import type { Metadata } from 'next';
import { PreviewPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Preview' };

export default async function Page({ params }: { params: Promise<{ clientId: string }> }) {
  const { clientId } = await params;
  return <PreviewPage clientId={clientId} />;
}
