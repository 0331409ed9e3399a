import { defineQuery } from '@kelp/kernel';
import { getBulkRun } from '../contract';
import { bulkRuns } from '../tables';

/** How far a change in bulk is. */
export const getBulkRunQuery = defineQuery(getBulkRun, {
  permission: 'ticket.bulk',
  run: async (ctx, { id }) => {
    const [run, undo, upTo] = await Promise.all([
      ctx.db.get(bulkRuns, id),
      ctx.db.find(bulkRuns, { undoesId: id }),
      ctx.upTo(),
    ]);
    const { state, total, done, refused, skipped, undoesId, createdAt, finishedAt } = run;
    const isUndone = undo !== undefined;
    return { id, state, total, done, refused, skipped, undoesId, isUndone, createdAt, finishedAt, upTo };
  },
});
