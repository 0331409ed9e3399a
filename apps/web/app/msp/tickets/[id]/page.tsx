import { DeskTicket } from '../../../../desk/ticket';

export const metadata = { title: 'Ticket' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DeskTicket id={(await params).id} />;
}
