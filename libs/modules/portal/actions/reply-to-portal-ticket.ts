import { defineAction } from '@kelp/kernel';
import { takeClientReply, takeUploads } from '@kelp/tickets';
import { replyToPortalTicket } from '../contract';
import { lockOwnTicket } from './lock-own-ticket';

/**
 * A client's public reply. On a closed ticket it opens it again, for whoever still has trouble should not have to ask twice; after the hours that
 * the board allows it opens a new ticket that follows the old one.
 */
export const replyToPortalTicketAction = defineAction(replyToPortalTicket, {
  permission: 'portal_ticket.comment',
  run: async (ctx, { id, text, uploads }) => {
    const { name: authorName, id: userId, contactId } = ctx.actor;
    const reply = { authorName, userId, contactId, text, attachments: await takeUploads(ctx, uploads) };
    const outcome = await takeClientReply(ctx, await lockOwnTicket(ctx, id), reply, { origin: 'portal' });
    return { id: outcome.commentId, ticketId: outcome.ticketId, isReopened: outcome.kind === 'reopened' };
  },
});
