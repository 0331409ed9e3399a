import type { Metadata } from 'next';
import { ReceivablesPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Receivables' };

export default function Page() {
  return <ReceivablesPage />;
}
