import { DeskTicketList } from '../../../desk/ticket-list';

export const metadata = { title: 'Tickets' };

export default function Page() {
  return <DeskTicketList />;
}
