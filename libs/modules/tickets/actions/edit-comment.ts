import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { richText } from '@kelp/platform/html';
import { editComment } from '../contract';
import { ticketCommentEdited } from '../events';
import { keepVersion } from '../keep-version';
import { nameColleagues } from '../name-colleagues';
import { pictureUrlOf } from '../pictures-in-text';
import { assertNoForeignNames } from '../relations/bundle-parties';
import { editMirrors } from '../relations/edit-mirrors';
import { attachments, comments } from '../tables';

/**
 * Other words for a comment of staff; the former ones are kept. What clients and machines wrote stays as it came. Copies of a master's reply
 * on the children of its bundle get the same words, so that it may no more name other clients than the reply itself.
 */
export const editCommentAction = defineAction(editComment, {
  signedIn: true,
  run: async (ctx, { id, version, text: typed, confirmsNames = false }) => {
    const comment = await ctx.db.lock(comments, id);
    const isOwn = comment.userId !== null && comment.userId === ctx.actor.id;
    ctx.require(
      isOwn && ctx.can('ticket_comment.update_own') ? 'ticket_comment.update_own' : 'ticket_comment.update_any',
    );
    if (comment.authorType !== 'internal')
      throw refused('comment.not_ours', 'Only what your team wrote can be edited. Write a note beside it instead.');
    if (comment.deletedAt) throw refused('comment.deleted', 'This comment was deleted. Write a new one.');
    const files = await ctx.db.list(attachments, { commentId: id });
    const { html, text, isPlain } = richText(typed, pictureUrlOf(files));
    const isShared = comment.visibility === 'public';
    if (isShared) await assertNoForeignNames(ctx, { id: comment.ticketId }, text, confirmsNames);
    const after = await ctx.db.update(
      comments,
      id,
      { html, text, markup: isPlain ? null : typed, editedAt: ctx.now() },
      version,
    );
    if (after.text === comment.text && after.html === comment.html) return { id, version: after.version };
    await keepVersion(ctx, comment);
    await nameColleagues(ctx, after);
    if (isShared) await editMirrors(ctx, after);
    ctx.emit(ticketCommentEdited, comment.ticketId, {
      ticketId: comment.ticketId,
      commentId: id,
      visibility: comment.visibility,
    });
    return { id, version: after.version };
  },
});
