import type { Metadata } from 'next';
import { PaymentExceptionsPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Payment exceptions' };

export default function Page() {
  return <PaymentExceptionsPage />;
}
