import { defineAction } from '@kelp/kernel';
import { defaultStatus, moveTicket, takeUploads, writeComment } from '@kelp/tickets';
import { replyToPortalTicket } from '../contract';
import { lockOwnTicket } from './lock-own-ticket';

/** A client's public reply. On a closed ticket it opens it again, for whoever still has trouble should not have to ask twice. */
export const replyToPortalTicketAction = defineAction(replyToPortalTicket, {
  permission: 'portal_ticket.comment',
  run: async (ctx, { id, text, uploads }) => {
    const found = await lockOwnTicket(ctx, id);
    const isReopened = found.isClosed;
    const ticket = isReopened ? await moveTicket(ctx, found, await defaultStatus(ctx, found.boardId)) : found;
    const comment = await writeComment(ctx, ticket, {
      authorType: 'client',
      visibility: 'public',
      authorName: ctx.actor.name,
      userId: ctx.actor.id,
      contactId: ctx.actor.contactId,
      text,
      attachments: await takeUploads(ctx, uploads),
    });
    return { id: comment.id, isReopened };
  },
});
