'use client';

import { TicketListPage } from '@kelp/tickets/screens';
import { useDueSlots } from './ticket-due';

/** The queue with the service levels in it. */
export function DeskTicketList() {
  const { columns, compactEnd, onRows } = useDueSlots();
  return <TicketListPage columns={columns} compactEnd={compactEnd} onRows={onRows} />;
}
