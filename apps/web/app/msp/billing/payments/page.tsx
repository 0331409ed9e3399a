import type { Metadata } from 'next';
import { PaymentsPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Payments' };

export default function Page() {
  return <PaymentsPage />;
}
