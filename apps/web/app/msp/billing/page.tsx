import type { Metadata } from 'next';
import { ToBillPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'To bill' };

export default function Page() {
  return <ToBillPage />;
}
