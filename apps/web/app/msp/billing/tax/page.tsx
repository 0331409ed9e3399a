import type { Metadata } from 'next';
import { TaxReportPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Tax report' };

export default function Page() {
  return <TaxReportPage />;
}
