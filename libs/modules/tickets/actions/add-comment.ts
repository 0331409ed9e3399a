import { defineAction, type Ctx } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { richText } from '@kelp/platform/html';
import { addComment } from '../contract';
import { closesWith } from '../change-status';
import { dropHeldReply } from '../held-replies';
import { nameColleagues } from '../name-colleagues';
import { pictureUrlOf } from '../pictures-in-text';
import { assertNoForeignNames } from '../relations/bundle-parties';
import { assertNotMerged } from '../relations/follow-merges';
import { heldReplies, tickets } from '../tables';
import { takeUploads } from '../take-uploads';
import { assertAnswerable } from '../threads';
import { writeComment } from '../write-comment';
import { updateTicketAction } from './update-ticket';

/** A reply to the client or an internal note; may set the status in the same act. */
export const addCommentAction = defineAction(addComment, {
  signedIn: true,
  run: async (ctx, input) => {
    const { ticketId, visibility, text: typed, statusId, isResolution, closeOverrideReason, uploads } = input;
    const { parentId, heldId, confirmsNames = false } = input;
    ctx.require(visibility === 'public' ? 'ticket_comment.create_public' : 'ticket_comment.create_internal');
    const ticket = await ctx.db.lock(tickets, ticketId);
    await assertNotMerged(ctx, ticket);
    if (heldId) await takeHeld(ctx, ticketId, heldId);
    const files = await takeUploads(ctx, uploads);
    const { html, text, isPlain } = richText(typed, pictureUrlOf(files));
    if (visibility === 'public') await assertNoForeignNames(ctx, ticket, text, confirmsNames);
    const comment = await writeComment(ctx, ticket, {
      authorType: 'internal',
      visibility,
      text,
      isResolution: isResolution ?? (!ticket.isClosed && (await closesWith(ctx, statusId))),
      html,
      markup: isPlain ? null : typed,
      parentId: parentId ? await assertAnswerable(ctx, ticketId, parentId, visibility) : null,
      authorName: ctx.actor.name,
      userId: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      attachments: files.map((file) => ({ ...file, isInline: html.includes(file.id) })),
    });
    await nameColleagues(ctx, comment);
    if (statusId) await ctx.run(updateTicketAction, { id: ticketId, statusId, closeOverrideReason });
    return { id: comment.id };
  },
});

/** The held reply becomes this comment: it goes in the same act, so that it leaves once. */
async function takeHeld(ctx: Ctx, ticketId: string, heldId: string): Promise<void> {
  const held = await ctx.db.lock(heldReplies, heldId);
  if (held.ticketId !== ticketId || held.userId !== ctx.actor.id) throw notFound('held reply');
  await dropHeldReply(ctx, held);
}
