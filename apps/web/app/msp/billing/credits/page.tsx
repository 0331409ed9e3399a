import type { Metadata } from 'next';
import { CreditsPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Credits' };

export default function Page() {
  return <CreditsPage />;
}
