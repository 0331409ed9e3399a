import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { stopBillingRun } from '../contract';
import { billingRuns } from '../tables';

/** Tells the worker to stop after the chunk at work. Refused for a run that has ended. */
export const stopBillingRunAction = defineAction(stopBillingRun, {
  permission: 'invoice.generate',
  run: async (ctx, { id }) => {
    const run = await ctx.db.lock(billingRuns, id);
    if (run.state === 'finished' || run.state === 'stopped') {
      throw refused('billing_run.ended', 'This run has ended already. Delete its drafts if they are not wanted.');
    }
    await ctx.db.update(billingRuns, id, { state: 'stopping' });
    ctx.touch('billing_run');
    return { id, state: 'stopping' as const };
  },
});
