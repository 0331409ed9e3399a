import { minutesLeft } from '@kelp/contracts';
import { fillServerSlot, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, groupBy, periodAt, type LocalDate } from '@kelp/std';
import { drawLots, isUsable } from '@kelp/std/pricing';
import { billedMinutes } from '@kelp/time';
import { usedPeriods } from '../domain/bucket-lines';
import type { TimeEntryRow } from '../domain/invoice-input';
import { hourlyTerms } from './due-line';
import { carriedOf, lotsOf, openHours, payingPeriod } from './due-hours';
import { anchorOf } from './line-schedule';
import { toEntryRow } from './load-drafts';
import { entryColumns, loadLots, loadStates, loadTermsOf, loadLinesOf, unclaimedTime } from './load-rows';
import type { EntryRow, LineRow, LotRow, StateRow, TermsRow } from './rows';

const openEntries = (ctx: ReadCtx, lineIds: readonly string[]) =>
  ctx.db.rows<EntryRow>(
    sql`select ${entryColumns}
        from time_entries e where ${unclaimedTime(ctx.tenant, '9999-12-31')} and e.contract_line_id = any(${lineIds}::uuid[])
        order by e.work_date, e.id`,
  );

interface Known {
  row: LineRow;
  terms: TermsRow[];
  closed: StateRow | undefined;
  lots: LotRow[];
  entries: EntryRow[];
}

/** What a bucket holds in the period of the day: the periods since the last closed one are followed with all time logged so far. */
function leftInBucket({ row, terms, closed, entries }: Known, workDate: LocalDate): string {
  const { end } = periodAt(anchorOf(row), row.cycle, workDate);
  const hours = openHours(row, { terms, hourly: hourlyTerms(terms), closed, cutOff: end });
  const rows = entries.map((entry): TimeEntryRow => toEntryRow(entry, payingPeriod(row, closed, entry.workDate)));
  const services = Object.entries(row.weights ?? {});
  const used = usedPeriods({ hours, carried: carriedOf(closed), weights: Object.fromEntries(services) }, rows);
  const last = used.at(-1);
  if (!last || last.hours.period.end !== end) return '0';
  const left = Number(last.state.available) - Number(last.state.used);
  return String(Math.max(0, left));
}

/** What blocks hold for work of the day, after all time logged so far. */
function leftInLots({ terms, lots, entries }: Known, workDate: LocalDate): string {
  const [first] = terms;
  const rounding = { minimumMinutes: first?.minimumMinutes ?? 0, incrementMinutes: first?.incrementMinutes ?? 1 };
  const asked = entries.map(({ id, workDate: on, billableMinutes }) => ({
    id,
    workDate: on,
    minutes: billedMinutes(billableMinutes, rounding),
  }));
  const after = drawLots(lotsOf(lots), asked).lots.filter((lot) => isUsable(lot, workDate));
  return String(after.reduce((sum, { left }) => sum + left, 0));
}

/** Tells contracts what is left of the hours of their lines, by the functions that bill them. */
export const minutesLeftOfLines = fillServerSlot(minutesLeft, async (ctx, { lineIds, workDate }) => {
  const of = sql`select unnest(${lineIds}::uuid[])`;
  const [lines, terms, states, lots, entries] = await Promise.all([
    loadLinesOf(ctx, lineIds),
    loadTermsOf(ctx, of),
    loadStates(ctx, of),
    loadLots(ctx, of),
    openEntries(ctx, lineIds),
  ]);
  const [termsOf, lotsOfLine] = [groupBy(terms, ({ lineId }) => lineId), groupBy(lots, ({ lineId }) => lineId)];
  const entriesOf = groupBy(entries, ({ contractLineId }) => contractLineId ?? '');
  return Object.fromEntries(
    lines.map((row) => {
      const known = {
        row,
        terms: termsOf.get(row.id) ?? [],
        closed: states.find(({ lineId }) => lineId === row.id),
        lots: lotsOfLine.get(row.id) ?? [],
        entries: (entriesOf.get(row.id) ?? []).filter(({ workDate: on }) => on < addDays(workDate, 400)),
      };
      return [row.id, row.kind === 'bucket' ? leftInBucket(known, workDate) : leftInLots(known, workDate)];
    }),
  );
});
