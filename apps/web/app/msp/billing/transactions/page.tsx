import type { Metadata } from 'next';
import { TransactionsPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Transactions' };

export default function Page() {
  return <TransactionsPage />;
}
