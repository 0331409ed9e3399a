import { changeCustom } from '@kelp/fields';
import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { ticketUpdated, tickets } from '@kelp/tickets';
import { fillPortalTicket } from '../contract';
import { lockOwnTicket } from './lock-own-ticket';

/** A client fills in custom fields of an open request that the staff left to them. */
export const fillPortalTicketAction = defineAction(fillPortalTicket, {
  permission: 'portal_ticket.comment',
  run: async (ctx, { id, custom: patch }) => {
    const { custom: before, boardId, clientId, isClosed } = await lockOwnTicket(ctx, id);
    if (isClosed)
      throw refused('ticket.closed', 'This request is closed. Write a reply if something is still to be done.');
    const custom = await changeCustom(ctx, { entity: 'ticket', id, place: boardId, before, patch, by: 'client' });
    if (custom) {
      await ctx.db.update(tickets, id, { custom, lastActivityAt: ctx.now() });
      ctx.emit(ticketUpdated, id, { ticketId: id, fields: ['custom'], clientId, boardId });
    }
    return { id };
  },
});
