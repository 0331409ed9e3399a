import { RecurringTicketsPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Recurring tickets' };

export default function Page() {
  return <RecurringTicketsPage />;
}
