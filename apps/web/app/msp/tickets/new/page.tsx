import { NewTicketPage } from '@kelp/tickets/screens';

export const metadata = { title: 'New ticket' };

export default function Page() {
  return <NewTicketPage />;
}
