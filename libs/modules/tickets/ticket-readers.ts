import { defineServerSlot } from '@kelp/kernel';

/** Whose ticket it is. */
export interface ReadersQuestion {
  clientId: string | null;
  contactId: string | null;
  boardId: string;
}

export interface TicketReader {
  userId: string;
  name: string;
  contactId: string | null;
}

/** Asks the rooms that open tickets to clients: who of their people sees a ticket of this client, contact and board. */
export const ticketReaders = defineServerSlot<ReadersQuestion, TicketReader[]>('ticket.readers', (answers) =>
  answers.flat(),
);
