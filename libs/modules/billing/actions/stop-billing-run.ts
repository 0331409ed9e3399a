import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { stopBillingRun } from '../contract';
import { billingRuns } from '../tables';

/**
 * Tells the worker to stop after the chunks at work. Refused for a run that has ended. The row is changed without being locked for
 * its key: the drafts under way refer to it, and one chunk follows the other without a gap in which somebody else would get it.
 */
export const stopBillingRunAction = defineAction(stopBillingRun, {
  permission: 'invoice.generate',
  run: async (ctx, { id }) => {
    const { state } = await ctx.db.get(billingRuns, id);
    const stopped = await ctx.db.rows(
      sql`update billing_runs set state = 'stopping', version = version + 1, updated_at = ${ctx.now()}
          where tenant_id = ${ctx.tenant} and id = ${id} and state in ('running', 'stopping') returning 1`,
    );
    if (stopped.length === 0) {
      throw refused('billing_run.ended', 'This run has ended already. Delete its drafts if they are not wanted.');
    }
    const subject = { action: stopBillingRun.name, subject: billingRuns.name, subjectId: id };
    await recordChange(ctx, { ...subject, before: { state }, after: { state: 'stopping' } });
    ctx.touch('billing_run');
    return { id, state: 'stopping' as const };
  },
});
