import type { Metadata } from 'next';
import { BillingRunPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Billing run' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <BillingRunPage id={id} />;
}
