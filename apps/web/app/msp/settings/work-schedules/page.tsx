import { WorkSchedulesPage } from '@kelp/time/screens';

export const metadata = { title: 'Working hours' };

export default function Page() {
  return <WorkSchedulesPage />;
}
