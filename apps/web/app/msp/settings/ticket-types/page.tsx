import { TicketTypesPage } from '@kelp/tickets/screens';

export const metadata = { title: 'Ticket types' };

export default function Page() {
  return <TicketTypesPage />;
}
