import { defineAction } from '@kelp/kernel';
import { promoteTicket } from '../contract';
import { lockChildren } from '../relations/follow-master';
import { lockChild } from '../relations/own-bundle';
import { recordRelation } from '../relations/record-relation';
import { ticketBundleSettings, tickets } from '../tables';

/** Makes a child the master: the settings move, the old master and the other children hang on it from now on. */
export const promoteTicketAction = defineAction(promoteTicket, {
  permission: 'ticket.bundle',
  run: async (ctx, { id }) => {
    const { masterId } = await lockChild(ctx, id);
    const others = (await lockChildren(ctx, masterId)).filter((child) => child.id !== id);
    await ctx.db.update(tickets, id, { masterTicketId: null });
    for (const other of [masterId, ...others.map((child) => child.id)]) {
      await ctx.db.update(tickets, other, { masterTicketId: id });
    }
    const settings = await ctx.db.find(ticketBundleSettings, { masterTicketId: masterId });
    if (settings) await ctx.db.update(ticketBundleSettings, settings.id, { masterTicketId: id });
    await recordRelation(ctx, [
      { ticketId: id, otherTicketId: masterId, kind: 'promoted' },
      { ticketId: masterId, otherTicketId: id, kind: 'demoted' },
    ]);
    ctx.touch('ticket');
    return { id };
  },
});
