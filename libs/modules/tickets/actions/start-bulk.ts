import { defineAction, type Ctx } from '@kelp/kernel';
import { and, sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { kindOf } from '../bulk/changes';
import { startBulk, writeFilter, type TicketCondition } from '../contract';
import { runBulk } from '../jobs/run-bulk';
import { filterSql } from '../queue/conditions';
import { bulkRuns } from '../tables';

const most = 20_000;

/** Writes down which tickets are meant, as they fit at this moment, and lets the worker change them one by one in the person's name. */
export const startBulkAction = defineAction(startBulk, {
  permission: 'ticket.bulk',
  run: async (ctx, { ids, filter, excluded = [], change }) => {
    if (ctx.actor.kind !== 'user' || !ctx.actor.id)
      throw refused('bulk.no_person', 'Changes in bulk are made in the name of a person. Sign in to begin one.');
    kindOf(change).require(ctx, change);
    const run = await ctx.db.insert(bulkRuns, {
      id: ctx.newId(),
      userId: ctx.actor.id,
      change,
      filter: filter ? writeFilter(filter) : '',
      total: 0,
    });
    const total = ids ? await takeThese(ctx, run.id, ids) : await takeAll(ctx, run.id, filter ?? [], excluded);
    if (total === 0) throw refused('bulk.nothing', 'No ticket fits any more. Reload the list and choose again.');
    if (total > most)
      throw refused('bulk.too_many', 'At most 20,000 tickets can be changed at once. Narrow the filter and try again.');
    await ctx.db.update(bulkRuns, run.id, { total });
    await ctx.enqueue(runBulk, { runId: run.id });
    ctx.touch('bulk_run');
    return { id: run.id, total };
  },
});

async function takeThese(ctx: Ctx, runId: string, ids: readonly string[]): Promise<number> {
  const taken = await ctx.db.rows(
    sql`insert into bulk_rows (tenant_id, run_id, position, ticket_id)
        select t.tenant_id, ${runId}, row_number() over (order by min(wanted.place)), t.id
        from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
        join tickets t on t.tenant_id = ${ctx.tenant} and t.id = wanted.id and ${ctx.visible('ticket.read', 't')}
        group by t.tenant_id, t.id returning 1`,
  );
  return taken.length;
}

async function takeAll(
  ctx: Ctx,
  runId: string,
  filter: readonly TicketCondition[],
  excluded: readonly string[],
): Promise<number> {
  const where = and([
    await filterSql(ctx, filter),
    ...(excluded.length > 0 ? [sql`t.id <> all(${excluded}::uuid[])`] : []),
  ]);
  const { n } = await ctx.db.one<{ n: number }>(
    sql`with taken as (insert into bulk_rows (tenant_id, run_id, position, ticket_id)
          select ${ctx.tenant}, ${runId}, row_number() over (order by f.id), f.id
          from (select t.id from tickets t where ${where} limit ${most + 1}) f returning 1)
        select count(*)::int as n from taken`,
  );
  return n;
}
