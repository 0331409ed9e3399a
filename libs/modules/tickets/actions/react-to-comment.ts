import { defineAction } from '@kelp/kernel';
import { refused, unauthenticated } from '@kelp/std';
import { reactToComment } from '../contract';
import { commentReactions, comments } from '../tables';

/** Puts a sign under a comment, or takes the own one away. Staff see it; clients never do. */
export const reactToCommentAction = defineAction(reactToComment, {
  permission: 'ticket_comment.create_internal',
  run: async (ctx, { commentId, emoji }) => {
    if (ctx.actor.kind !== 'user' || !ctx.actor.id) throw unauthenticated();
    const userId = ctx.actor.id;
    // the lock makes a double press on and off, never two
    const comment = await ctx.db.lock(comments, commentId);
    if (comment.deletedAt) throw refused('comment.deleted', 'This comment was deleted. There is nothing to react to.');
    ctx.touch('ticket');
    const mine = await ctx.db.find(commentReactions, { commentId, userId, emoji });
    if (mine) {
      await ctx.db.remove(commentReactions, mine.id);
      return { isSet: false };
    }
    await ctx.db.insert(commentReactions, { id: ctx.newId(), ticketId: comment.ticketId, commentId, userId, emoji });
    return { isSet: true };
  },
});
