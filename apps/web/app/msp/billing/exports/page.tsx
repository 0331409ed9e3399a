import { ExportsPage } from '@kelp/billing/screens';

export const metadata = { title: 'Accounting exports' };

export default function Page() {
  return <ExportsPage />;
}
