import type { Ctx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';

/** The order in which a ticket's clocks `c` matter: the open one that is due first, else how the last one ended. */
export const clocksByWeight = sql`c.state in ('running', 'paused') desc, c.state = 'running' desc,
  case when c.stopped_at is null then c.due_at end nulls last, c.remaining_ms, c.stopped_at desc, c.clock, c.epoch desc`;

/** Writes into these tickets what the queue sorts and filters by: state and due time of the clock that matters most. No new version: nobody changed a fact. */
export async function showInQueue(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await ctx.db.rows(queueFacts(ctx.tenant, ids));
}

const queueFacts = (tenant: string, ids: readonly string[]): Sql =>
  sql`update tickets t set sla_state = shown.state, sla_due_at = case when shown.state = 'running' then shown.due_at end
      from unnest(${ids}::uuid[]) as wanted (id)
      left join lateral (select c.state, c.due_at from sla_clocks c
        where c.tenant_id = ${tenant} and c.ticket_id = wanted.id and c.state <> 'cancelled' order by ${clocksByWeight} limit 1) shown on true
      where t.tenant_id = ${tenant} and t.id = wanted.id
        and (t.sla_state, t.sla_due_at) is distinct from (shown.state, case when shown.state = 'running' then shown.due_at end)`;
