import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { LocalDate } from '@kelp/std';

/** Days of a client on which a meter is read. */
export interface UsageWindow {
  key: string;
  meterId: string;
  clientId: string;
  from: LocalDate;
  /** The first day without. */
  to: LocalDate;
}

export interface UsageBetween {
  /** The meter's aggregate over the days as exact text; `0` without events. */
  quantity: string;
  events: number;
}

/**
 * What meters count in windows of days, by the windows' keys, in one query however many windows: the sum, the largest or last
 * value, or the number of different subjects. The last value is that of the latest day, then instant, then arrival.
 */
export async function usageBetween(
  { db, tenant }: ReadCtx,
  windows: readonly UsageWindow[],
): Promise<Map<string, UsageBetween>> {
  if (windows.length === 0) return new Map();
  const rows = await db.rows<UsageBetween & { key: string }>(
    sql`select w.key, a.events, trim_scale(coalesce(case m.aggregate when 'sum' then a.sum when 'max' then a.max
            when 'unique' then a.subjects else a.last end, 0))::text as quantity
        from unnest(${windows.map(({ key }) => key)}::text[], ${windows.map(({ meterId }) => meterId)}::uuid[],
          ${windows.map(({ clientId }) => clientId)}::uuid[], ${windows.map(({ from }) => from)}::date[],
          ${windows.map(({ to }) => to)}::date[]) as w(key, meter_id, client_id, day_from, day_to)
        join meters m on m.tenant_id = ${tenant} and m.id = w.meter_id
        cross join lateral (
          select count(*)::int as events, sum(e.quantity) as sum, max(e.quantity) as max, count(distinct e.subject)::numeric as subjects,
            (array_agg(e.quantity order by e.work_date desc, e.occurred_at desc nulls last, e.id desc))[1] as last
          from meter_events e where e.tenant_id = ${tenant} and e.client_id = w.client_id and e.meter_id = w.meter_id
            and e.work_date >= w.day_from and e.work_date < w.day_to and not e.at_catalogue) a`,
  );
  return new Map(rows.map(({ key, ...usage }) => [key, usage]));
}
