import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { unlinkTickets } from '../contract';
import { readLink } from '../domain/link-wording';
import { lockTickets } from '../relations/lock-tickets';
import { recordRelation } from '../relations/record-relation';
import { ticketLinks } from '../tables';

/** Removes a link that one end of it names. Both tickets stay. */
export const unlinkTicketsAction = defineAction(unlinkTickets, {
  permission: 'ticket.update',
  run: async (ctx, { id, linkId }) => {
    await lockTickets(ctx, [id]);
    const link = await ctx.db.lock(ticketLinks, linkId);
    const { fromTicketId, toTicketId } = link;
    if (fromTicketId !== id && toTicketId !== id) throw notFound(ticketLinks.noun);
    await ctx.db.remove(ticketLinks, linkId);
    await recordRelation(ctx, [
      { ticketId: fromTicketId, otherTicketId: toTicketId, kind: 'unlinked', detail: readLink(link, fromTicketId) },
      { ticketId: toTicketId, otherTicketId: fromTicketId, kind: 'unlinked', detail: readLink(link, toTicketId) },
    ]);
    ctx.touch('ticket');
    return { id: linkId };
  },
});
