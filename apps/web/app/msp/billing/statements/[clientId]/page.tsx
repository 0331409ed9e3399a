import type { Metadata } from 'next';
import { StatementPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Statement' };

export default async function Page({ params }: { params: Promise<{ clientId: string }> }) {
  const { clientId } = await params;
  return <StatementPage clientId={clientId} />;
}
