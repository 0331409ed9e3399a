import type { Metadata } from 'next';
import { MissingPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Missing revenue' };

export default function Page() {
  return <MissingPage />;
}
