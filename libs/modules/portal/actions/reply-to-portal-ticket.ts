import { defineAction } from '@kelp/kernel';
import { followMerges, takeClientReply, takeUploads, tickets } from '@kelp/tickets';
import { replyToPortalTicket } from '../contract';
import { sees, sightOf } from '../visibility/sight';
import { lockOwnTicket } from './lock-own-ticket';

/**
 * A client's public reply. On a closed ticket it opens it again, for whoever still has trouble should not have to ask twice; after the hours that
 * the board allows it opens a new ticket that follows the old one. On a request that was merged it goes to where that one leads.
 */
export const replyToPortalTicketAction = defineAction(replyToPortalTicket, {
  permission: 'portal_ticket.comment',
  run: async (ctx, { id, text, uploads }) => {
    const { name: authorName, id: userId, contactId } = ctx.actor;
    const reply = { authorName, userId, contactId, text, attachments: await takeUploads(ctx, uploads) };
    const own = await lockOwnTicket(ctx, id);
    const ticket = own.mergedIntoId ? await ctx.db.lock(tickets, await followMerges(ctx, id)) : own;
    const outcome = await takeClientReply(ctx, ticket, reply, { origin: 'portal' });
    const isSeen = ticket.id === own.id || sees(await sightOf(ctx), ticket);
    return {
      id: outcome.commentId,
      ticketId: isSeen ? outcome.ticketId : own.id,
      isReopened: outcome.kind === 'reopened',
    };
  },
});
