import { subscribe } from '@kelp/kernel';
import { ticketCommented } from '../events';
import { moveTicket } from '../change-status';
import { defaultStatus } from '../place';
import { ticketBundleSettings, tickets } from '../tables';

/**
 * A client's reply on a child moves its master up in the lists, where staff see it marked, and reopens a closed master when the bundle is set so.
 * Only the master: the tickets of other clients stay as they are.
 */
export const onTicketCommentedTellMaster = subscribe(
  ticketCommented,
  'on-ticket-commented-tell-master',
  async (ctx, { occurredAt, payload }) => {
    const child = await ctx.db.find(tickets, { id: payload.ticketId });
    if (!child?.masterTicketId) return;
    const master = await ctx.db.lock(tickets, child.masterTicketId);
    if (occurredAt > master.lastActivityAt) await ctx.db.update(tickets, master.id, { lastActivityAt: occurredAt });
    ctx.touch('ticket');
    const settings = await ctx.db.find(ticketBundleSettings, { masterTicketId: master.id });
    // A reply that came before the master was closed is no reason to reopen it.
    const isLater = !master.closedAt || occurredAt > master.closedAt;
    if (!settings?.reopensOnChildReply || !master.isClosed || child.isClosed || !isLater) return;
    await moveTicket(ctx, master, await defaultStatus(ctx, master.boardId), { isAlone: true });
  },
  {
    concerns: ({ authorType, visibility, isOpening }) =>
      authorType === 'client' && visibility === 'public' && !isOpening,
  },
);
