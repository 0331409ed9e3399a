import { defineAction } from '@kelp/kernel';
import { unauthenticated } from '@kelp/std';
import { unfollowTicket } from '../contract';
import { tickets, ticketWatchers } from '../tables';

/** Follows a ticket no longer; for a colleague it is a change of the ticket. */
export const unfollowTicketAction = defineAction(unfollowTicket, {
  permission: 'ticket.read',
  run: async (ctx, { ticketId, userId }) => {
    const who = userId ?? ctx.actor.id;
    if (!who) throw unauthenticated();
    if (who !== ctx.actor.id) ctx.require('ticket.update');
    await ctx.db.lock(tickets, ticketId);
    const rows = await ctx.db.list(ticketWatchers, { ticketId, userId: who });
    for (const { id } of rows) await ctx.db.remove(ticketWatchers, id);
    ctx.touch('ticket');
    return { wasFollowing: rows.length > 0 };
  },
});
