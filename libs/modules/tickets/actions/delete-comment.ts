import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { deleteComment } from '../contract';
import { ticketCommentDeleted } from '../events';
import { keepVersion } from '../keep-version';
import { attachments, commentMentions, commentReactions, comments } from '../tables';

/**
 * Empties a comment and leaves a tombstone: that something was said and who took it away stays, its words go to its history, its files are
 * reached by nobody any more. A mail that left cannot be called back.
 */
export const deleteCommentAction = defineAction(deleteComment, {
  permission: 'ticket_comment.delete_any',
  run: async (ctx, { id }) => {
    const comment = await ctx.db.lock(comments, id);
    if (comment.deletedAt) throw refused('comment.deleted', 'This comment is deleted already.');
    await keepVersion(ctx, comment);
    for (const file of await ctx.db.list(attachments, { commentId: id })) await ctx.db.remove(attachments, file.id);
    for (const sign of await ctx.db.list(commentReactions, { commentId: id }))
      await ctx.db.remove(commentReactions, sign.id);
    for (const named of await ctx.db.list(commentMentions, { commentId: id }))
      await ctx.db.remove(commentMentions, named.id);
    const isPerson = ctx.actor.kind === 'user';
    await ctx.db.update(comments, id, {
      text: '',
      html: '',
      quoted: '',
      markup: null,
      deletedAt: ctx.now(),
      deletedBy: isPerson ? ctx.actor.id : null,
    });
    const { ticketId, visibility } = comment;
    ctx.emit(ticketCommentDeleted, ticketId, { ticketId, commentId: id, visibility });
    return { id };
  },
});
