import { defineQuery } from '@kelp/kernel';
import { commentHistory } from '../contract';
import { comments, commentVersions } from '../tables';

/** The former wordings of a comment, the newest first. Those of a deleted one are for people who may delete. */
export const commentHistoryQuery = defineQuery(commentHistory, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => {
    const comment = await ctx.db.get(comments, id);
    if (comment.deletedAt) ctx.require('ticket_comment.delete_any');
    const rows = await ctx.db.list(
      commentVersions,
      { commentId: id },
      { orderBy: 'id', direction: 'desc', limit: 200 },
    );
    return {
      versions: rows.map((row) => ({
        id: row.id,
        text: row.markup ?? row.text,
        replacedAt: row.createdAt,
        replacedBy: row.replacedByName,
      })),
    };
  },
});
