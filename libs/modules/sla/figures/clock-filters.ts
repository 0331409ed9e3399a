import type { ReadCtx, z } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import type { Lane, listSlaClocks } from '../contract';
import type { Outcome } from '../contract';

type Filter = Omit<z.output<typeof listSlaClocks.input>, 'after' | 'limit'>;

const soonMs = 3_600_000;

/** When a clock was decided; index `sla_clocks_decided` is over this expression. */
export const decidedAt = sql`(case when c.state = 'met' then c.stopped_at else coalesce(c.breached_at, c.stopped_at) end)`;

/** What reports count a decided clock as; open clocks count once they are breached. */
export const outcomeOf = sql`(case when c.state = 'met' then 'met' when c.state = 'missed' or c.breached_at is not null then 'breached'
  when c.state = 'unanswered' then 'unanswered' end)`;

/** The clocks of a lane at `now`; every open clock is in one lane. */
export function inLane(lane: Lane, now: Date): Sql {
  const soon = new Date(now.getTime() + soonMs);
  const isLate = sql`((c.state = 'running' and c.due_at < ${now}) or (c.state = 'paused' and c.remaining_ms < 0))`;
  const within: Record<Lane, Sql> = {
    breached: isLate,
    due_soon: sql`(c.state = 'running' and c.due_at >= ${now} and c.due_at < ${soon})`,
    paused: sql`(c.state = 'paused' and c.remaining_ms >= 0)`,
    on_track: sql`(c.state = 'running' and (c.due_at is null or c.due_at >= ${soon}))`,
  };
  return within[lane];
}

const decidedAs = (outcome: Outcome): Sql => sql`(c.is_in_figures and ${outcomeOf} = ${outcome})`;

/** The one filter behind every number and the rows that it opens. Aliases: `c` clocks, `t` tickets. */
export function clockFilter(ctx: ReadCtx, filter: Filter, now: Date): Sql {
  const { lane, outcome, from, until, boardId, clientId, policyId, priorityId, clock, assignee } = filter;
  const parts = [
    sql`c.tenant_id = ${ctx.tenant}`,
    ctx.visible('ticket.read', 't'),
    sql`c.state <> 'cancelled'`,
    ...(lane ? [inLane(lane, now)] : []),
    ...(outcome ? [decidedAs(outcome)] : []),
    ...(from ? [sql`${decidedAt} >= ${from}`] : []),
    ...(until ? [sql`${decidedAt} < ${until}`] : []),
    ...(boardId ? [sql`t.board_id = ${boardId}`] : []),
    ...(policyId ? [sql`c.policy_id = ${policyId}`] : []),
    ...(priorityId ? [sql`c.priority_id = ${priorityId}`] : []),
    ...(clock ? [sql`c.clock = ${clock}`] : []),
  ];
  if (clientId === 'none') parts.push(sql`t.client_id is null`);
  else if (clientId) parts.push(sql`t.client_id = ${clientId}`);
  if (assignee === 'nobody') parts.push(sql`t.assigned_to is null`);
  if (assignee === 'me') parts.push(sql`t.assigned_to = ${ctx.actor.id}`);
  return and(parts);
}

export const clocksWithTickets = sql`from sla_clocks c join tickets t on t.tenant_id = c.tenant_id and t.id = c.ticket_id`;
