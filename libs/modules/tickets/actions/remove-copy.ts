import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { removeCopy } from '../contract';
import { tickets, ticketWatchers } from '../tables';

/** Takes somebody outside off those who get the public replies. */
export const removeCopyAction = defineAction(removeCopy, {
  permission: 'ticket.update',
  run: async (ctx, { ticketId, id }) => {
    await ctx.db.lock(tickets, ticketId);
    const watcher = await ctx.db.get(ticketWatchers, id);
    if (watcher.ticketId !== ticketId || watcher.userId) throw notFound('watcher');
    await ctx.db.remove(ticketWatchers, id);
    ctx.touch('ticket');
    return { id };
  },
});
