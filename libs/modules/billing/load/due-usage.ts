import { linesTaking, type UsageBetween, type UsageWindow } from '@kelp/contracts';
import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { LocalDate } from '@kelp/std';
import type { LooseUsage, UsageCharge } from '../domain/invoice-input';
import { billedWithin, daysKey, pricedPeriods, type KnownOfLine } from './line-schedule';
import type { ClaimedRow, LineRow, LooseRow, TermsRow } from './rows';

/** The days on which the meters of these lines must be read. */
export const usageWindows = (
  lines: readonly LineRow[],
  termsOf: ReadonlyMap<string, TermsRow[]>,
  claimsOf: ReadonlyMap<string, ClaimedRow[]>,
  cutOff: LocalDate,
): UsageWindow[] =>
  lines.flatMap((row) => {
    const { meter } = row;
    if (row.kind !== 'usage' || !meter) return [];
    const known = { terms: termsOf.get(row.id) ?? [], claims: claimsOf.get(row.id) ?? [], cutOff };
    return pricedPeriods(row, known).map(({ covered }) => ({
      key: daysKey(row.id, covered),
      meterId: meter.id,
      clientId: row.clientId,
      from: covered.start,
      to: covered.end,
    }));
  });

/** What a line of usage has to charge; what of it costs anything is for the calculation to say. */
export function dueUsage(
  row: LineRow,
  known: KnownOfLine & { counted: ReadonlyMap<string, UsageBetween> },
): UsageCharge[] {
  return pricedPeriods(row, known).flatMap(({ period, covered, terms }) => {
    if (!terms.pricing) return [];
    const { quantity, events } = known.counted.get(daysKey(row.id, covered)) ?? { quantity: '0', events: 0 };
    const billed = billedWithin(known.claims, covered);
    const { pricing, proratesIncluded, versionId: id, versionNumber: number } = terms;
    return [{ period, covered, pricing, proratesIncluded, version: { id, number }, quantity, events, billed }];
  });
}

/**
 * Usage of clients before the cut-off date that no contract line takes and no invoice holds, by meter, decision and month. Both are asked of every
 * event, each by a join; with an `or` between them they were looked up event by event.
 */
export const loadLooseUsage = ({ db, tenant }: ReadCtx, clientIds: readonly string[] | null, cutOff: LocalDate) =>
  db.rows<LooseRow>(
    sql`select e.client_id, e.meter_id, m.name, m.unit, m.aggregate, m.service_id, e.at_catalogue as is_decided, min(e.work_date) as first_on,
          max(e.work_date) + 1 as ends_on, count(*)::int as count,
          trim_scale(case m.aggregate when 'sum' then sum(e.quantity) when 'max' then max(e.quantity)
            when 'unique' then count(distinct e.subject)::numeric
            else (array_agg(e.quantity order by e.work_date desc, e.occurred_at desc nulls last, e.id desc))[1] end)::text as quantity,
          case when e.at_catalogue then array_agg(e.id order by e.id) else '{}' end as events
        from meter_events e join meters m on m.tenant_id = e.tenant_id and m.id = e.meter_id
        where e.tenant_id = ${tenant} and e.work_date < ${cutOff}::date ${clientIds ? sql`and e.client_id = any(${clientIds}::uuid[])` : sql``}
          and not exists (${linesTaking()} and not e.at_catalogue)
          and not exists (select 1 from claims k where k.tenant_id = e.tenant_id and k.source_kind = 'usage_event' and k.source_id = e.id
            and k.slice = 'whole' and e.at_catalogue)
        group by e.client_id, e.meter_id, m.name, m.unit, m.aggregate, m.service_id, e.at_catalogue, to_char(e.work_date, 'YYYY-MM')
        order by e.client_id, m.name, first_on`,
  );

/** A row of usage outside contracts as the calculation takes it. */
export const looseUsageOf = (row: LooseRow): LooseUsage => ({
  meter: { id: row.meterId, name: row.name, unit: row.unit, aggregate: row.aggregate, serviceId: row.serviceId },
  period: { start: row.firstOn, end: row.endsOn },
  quantity: row.quantity,
  count: row.count,
  isDecided: row.isDecided,
  events: row.events,
});
