import { invalid, weeksOf } from '@kelp/std';
import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { getSlaCompliance, type Outcome, type SlaFigures } from '../contract';
import { clockFilter, clocksWithTickets, decidedAt, outcomeOf } from '../figures/clock-filters';

type Input = z.output<typeof getSlaCompliance.input>;

const mostGroups = 200;
const mostWeeks = 160;

/** Met and breached clocks of a period: in all, by policy, client, board or priority, and week by week. */
export const getSlaComplianceQuery = defineQuery(getSlaCompliance, {
  permission: 'sla_report.read',
  timeoutMs: 15_000,
  run: async (ctx, input) => {
    if (input.until <= input.from) {
      throw invalid('The period ends before it begins. Choose a later end.', { until: 'Choose a later day.' });
    }
    const [now, upTo, { zone }] = await Promise.all([ctx.time(), ctx.upTo(), readTenant(ctx)]);
    const weeks = weeksOf(input, zone, mostWeeks);
    if (weeks.length > mostWeeks) throw invalid('At most three years fit into one report. Choose a shorter period.');
    const [groups, byWeek] = await Promise.all([countGroups(ctx, input, now), countWeeks(ctx, input, now, weeks)]);
    return {
      total: sum(byWeek),
      groups,
      weeks: weeks.map((week, at) => ({ ...week, ...(byWeek[at] ?? nothing()) })),
      upTo,
    };
  },
});

const nothing = (): SlaFigures => ({ met: 0, breached: 0, unanswered: 0 });

const sum = (all: readonly SlaFigures[]): SlaFigures =>
  all.reduce(
    (total, { met, breached, unanswered }) => ({
      met: total.met + met,
      breached: total.breached + breached,
      unanswered: total.unanswered + unanswered,
    }),
    nothing(),
  );

const counted = sql`count(*) filter (where ${outcomeOf} = 'met')::int as met,
  count(*) filter (where ${outcomeOf} = 'breached')::int as breached,
  count(*) filter (where ${outcomeOf} = 'unanswered')::int as unanswered`;

const decided = (ctx: ReadCtx, input: Input, now: Date): Sql =>
  sql`${clockFilter(ctx, input, now)} and c.is_in_figures and ${outcomeOf} is not null`;

interface Dimension {
  id: Sql;
  table: Sql;
}

const dimensions: Record<Input['by'], Dimension> = {
  policy: { id: sql`c.policy_id`, table: sql`sla_policies` },
  client: { id: sql`t.client_id`, table: sql`clients` },
  board: { id: sql`t.board_id`, table: sql`boards` },
  priority: { id: sql`c.priority_id`, table: sql`priorities` },
};

function countGroups(ctx: ReadCtx, input: Input, now: Date) {
  const { id, table } = dimensions[input.by];
  return ctx.db.rows<Record<Outcome, number> & { id: string | null; name: string }>(
    sql`select g.id, coalesce(n.name, '') as name, g.met, g.breached, g.unanswered from (
          select ${id} as id, ${counted} ${clocksWithTickets} where ${decided(ctx, input, now)} group by 1) g
        left join ${table} n on n.tenant_id = ${ctx.tenant} and n.id = g.id
        order by g.breached desc, g.met desc, g.id limit ${mostGroups}`,
  );
}

async function countWeeks(ctx: ReadCtx, input: Input, now: Date, weeks: readonly { from: Date }[]) {
  const starts = weeks.map(({ from }) => from.toISOString());
  const rows = await ctx.db.rows<SlaFigures & { week: number }>(
    sql`select width_bucket(${decidedAt}, ${starts}::timestamptz[]) as week, ${counted} ${clocksWithTickets}
        where ${decided(ctx, input, now)} group by 1`,
  );
  return weeks.map((_, at): SlaFigures => {
    const { met, breached, unanswered } = rows.find(({ week }) => week === at + 1) ?? nothing();
    return { met, breached, unanswered };
  });
}
