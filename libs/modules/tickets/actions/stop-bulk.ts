import { defineAction } from '@kelp/kernel';
import { stopBulk } from '../contract';
import { bulkRuns } from '../tables';

/** Lets no further ticket be changed; what is done stays done. A run that has ended stays as it is. */
export const stopBulkAction = defineAction(stopBulk, {
  permission: 'ticket.bulk',
  run: async (ctx, { id }) => {
    const run = await ctx.db.lock(bulkRuns, id);
    if (run.state === 'running') await ctx.db.update(bulkRuns, id, { state: 'stopping' });
    ctx.touch('bulk_run');
    return { id };
  },
});
