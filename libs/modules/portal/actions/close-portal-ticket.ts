import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { moveTicket, statuses } from '@kelp/tickets';
import { closePortalTicket } from '../contract';
import { lockOwnTicket } from './lock-own-ticket';

/** The client says that it is solved: the first closed status of the board. Closing a closed ticket changes nothing. */
export const closePortalTicketAction = defineAction(closePortalTicket, {
  permission: 'portal_ticket.close',
  run: async (ctx, { id }) => {
    const ticket = await lockOwnTicket(ctx, id);
    if (ticket.isClosed) return { id };
    const [solved] = await ctx.db.list(
      statuses,
      { boardId: ticket.boardId, isClosed: true },
      { orderBy: 'position', limit: 1 },
    );
    if (!solved)
      throw refused('board.no_closed_status', 'This ticket cannot be closed here. Please tell us in a reply.');
    await moveTicket(ctx, ticket, solved);
    return { id };
  },
});
