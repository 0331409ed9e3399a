import { PrioritiesPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Priorities' };

export default function Page() {
  return <PrioritiesPage />;
}
