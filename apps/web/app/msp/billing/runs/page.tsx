import type { Metadata } from 'next';
import { BillingRunsPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Billing runs' };

export default function Page() {
  return <BillingRunsPage />;
}
