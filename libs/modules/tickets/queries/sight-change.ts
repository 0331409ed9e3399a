import { contacts } from '@kelp/clients';
import { defineQuery } from '@kelp/kernel';
import { sightChange } from '../contract';
import { tickets } from '../tables';
import { ticketReaders, type ReadersQuestion, type TicketReader } from '../ticket-readers';

/** The people of clients who would gain and lose sight of a ticket, by name, before its client, contact or board is changed. */
export const sightChangeQuery = defineQuery(sightChange, {
  permission: 'ticket.update',
  run: async (ctx, { id, clientId, contactId, boardId = null }) => {
    const ticket = await ctx.db.get(tickets, id);
    const contact = contactId ? await ctx.db.get(contacts, contactId) : null;
    const isOtherClient = clientId !== undefined && clientId !== ticket.clientId;
    const next: ReadersQuestion = {
      clientId: clientId === undefined ? (ticket.clientId ?? contact?.clientId ?? null) : clientId,
      contactId: contactId === undefined ? (isOtherClient ? null : ticket.contactId) : contactId,
      boardId: boardId ?? ticket.boardId,
    };
    const now = await ctx.askSlot(ticketReaders, ticket);
    const then = await ctx.askSlot(ticketReaders, next);
    const without = (all: TicketReader[], others: TicketReader[]) =>
      all.filter(({ userId }) => !others.some((one) => one.userId === userId)).map(({ name }) => name);
    return { gains: without(then, now), loses: without(now, then) };
  },
});
