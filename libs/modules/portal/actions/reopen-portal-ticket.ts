import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { defaultStatus, moveTicket } from '@kelp/tickets';
import { reopenPortalTicket } from '../contract';
import { lockOwnTicket } from './lock-own-ticket';

/** "Still broken?": back to the board's first status. Reopening an open ticket changes nothing. */
export const reopenPortalTicketAction = defineAction(reopenPortalTicket, {
  permission: 'portal_ticket.reopen',
  run: async (ctx, { id }) => {
    const ticket = await lockOwnTicket(ctx, id);
    if (ticket.mergedIntoId) {
      throw refused(
        'ticket.merged',
        'This request was joined with another one. Please write a reply, and it reaches us there.',
      );
    }
    if (ticket.isClosed) await moveTicket(ctx, ticket, await defaultStatus(ctx, ticket.boardId));
    return { id };
  },
});
