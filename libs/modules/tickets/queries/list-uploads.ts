import { defineQuery } from '@kelp/kernel';
import { listUploads } from '../contract';
import { uploads } from '../tables';

/** Which of these files of the reader still wait for a comment: what a draft of before can take along. */
export const listUploadsQuery = defineQuery(listUploads, {
  signedIn: true,
  run: async (ctx, { ids }) => {
    if (!ctx.actor.id) return { rows: [] };
    const rows = await ctx.db.list(uploads, { id: ids, userId: ctx.actor.id }, { orderBy: 'id' });
    return { rows: rows.map(({ id, filename, size }) => ({ id, filename, size: Number(size) })) };
  },
});
