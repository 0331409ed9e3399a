import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { undoBulk } from '../contract';
import { runBulk } from '../jobs/run-bulk';
import { bulkRuns } from '../tables';

/** Begins a run that gives the changed tickets their former values; those that somebody changed since are left and named. */
export const undoBulkAction = defineAction(undoBulk, {
  permission: 'ticket.bulk',
  run: async (ctx, { id }) => {
    const run = await ctx.db.lock(bulkRuns, id);
    if (ctx.actor.kind !== 'user' || !ctx.actor.id)
      throw refused('bulk.no_person', 'Changes in bulk are made in the name of a person. Sign in to begin one.');
    if (run.undoesId) throw refused('bulk.is_undo', 'This run took a change back. Make the change again instead.');
    if (run.state === 'running' || run.state === 'stopping')
      throw refused('bulk.running', 'This change is still under way. Stop it first, or wait until it is done.');
    const undo = await ctx.db.insert(bulkRuns, {
      id: ctx.newId(),
      userId: ctx.actor.id,
      change: run.change,
      filter: run.filter,
      total: 0,
      undoesId: id,
    });
    const { n } = await ctx.db.one<{ n: number }>(
      sql`with taken as (insert into bulk_rows (tenant_id, run_id, position, ticket_id, before, after_version)
            select tenant_id, ${undo.id}, row_number() over (order by position), ticket_id, before, after_version
            from bulk_rows where tenant_id = ${ctx.tenant} and run_id = ${id} and state = 'done' returning 1)
          select count(*)::int as n from taken`,
    );
    if (n === 0) throw refused('bulk.nothing', 'Nothing was changed, so there is nothing to take back.');
    await ctx.db.update(bulkRuns, undo.id, { total: n });
    await ctx.enqueue(runBulk, { runId: undo.id });
    ctx.touch('bulk_run');
    return { id: undo.id, total: n };
  },
});
