import { ChecklistsPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Checklists' };

export default function Page() {
  return <ChecklistsPage />;
}
