import { defineAction } from '@kelp/kernel';
import { addComment } from '../contract';
import { tickets } from '../tables';
import { takeUploads } from '../take-uploads';
import { writeComment } from '../write-comment';
import { updateTicketAction } from './update-ticket';

/** A reply to the client or an internal note; may set the status in the same act. */
export const addCommentAction = defineAction(addComment, {
  signedIn: true,
  run: async (ctx, { ticketId, visibility, text, statusId, isResolution, closeOverrideReason, uploads }) => {
    ctx.require(visibility === 'public' ? 'ticket_comment.create_public' : 'ticket_comment.create_internal');
    const ticket = await ctx.db.lock(tickets, ticketId);
    const comment = await writeComment(ctx, ticket, {
      authorType: 'internal',
      visibility,
      text,
      isResolution,
      authorName: ctx.actor.name,
      userId: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      attachments: await takeUploads(ctx, uploads),
    });
    if (statusId) await ctx.run(updateTicketAction, { id: ticketId, statusId, closeOverrideReason });
    return { id: comment.id };
  },
});
