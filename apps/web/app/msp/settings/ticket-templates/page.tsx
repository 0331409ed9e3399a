import { TicketTemplatesPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Ticket templates' };

export default function Page() {
  return <TicketTemplatesPage />;
}
