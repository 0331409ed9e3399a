import type { Metadata } from 'next';
import { ReviewPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Review' };

export default function Page() {
  return <ReviewPage />;
}
