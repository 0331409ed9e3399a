import { ReportsPage } from '@kelp/billing/screens';

export const metadata = { title: 'Reports' };

export default function Page() {
  return <ReportsPage />;
}
