import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, groupBy, localDate, weekday, weekdays, type LocalDate } from '@kelp/std';
import { workedKey } from '../domain/choose-rate';
import type { Overtime } from '../domain/invoice-input';
import type { EntryRow, RuleRow } from './rows';

/** Minutes that the person of an entry had worked for its client before it, by entry and then by `workedKey`. */
export type WorkedBefore = ReadonlyMap<string, Record<string, number>>;

type Span = Pick<Overtime, 'scope' | 'zone'>;
type Worked = Pick<EntryRow, 'id' | 'clientId' | 'userId' | 'startedAt' | 'minutes'>;

const dayMs = 86_400_000;

/** The first day of the day or week of an instant; weeks begin on Monday. */
function startOf({ scope, zone }: Span, instant: Date): LocalDate {
  const date = localDate(instant, zone);
  return scope === 'week' ? addDays(date, -weekdays.indexOf(weekday(date))) : date;
}

/** Days and weeks that rules of overtime count, each once. */
function spansOf(rules: readonly RuleRow[]): Span[] {
  const spans = rules.flatMap(({ overtimeScope: scope, overtimeZone: zone }): Span[] =>
    scope !== null && scope !== 'entry' && zone !== null ? [{ scope, zone }] : [],
  );
  return [...new Map(spans.map((span) => [workedKey(span), span])).values()];
}

/** Approved billable work, billed or not, from a week before the earliest of these entries up to the latest. */
function loadWorked({ db, tenant }: ReadCtx, entries: readonly Worked[]): Promise<Worked[]> {
  const times = entries.map(({ startedAt }) => startedAt.getTime());
  const from = new Date(times.reduce((least, time) => Math.min(least, time)) - 8 * dayMs);
  const to = new Date(times.reduce((most, time) => Math.max(most, time)));
  const ids = (key: 'clientId' | 'userId') => [...new Set(entries.map((entry) => entry[key]))];
  return db.rows<Worked>(
    sql`select id, client_id, user_id, started_at, minutes from time_entries
        where tenant_id = ${tenant} and client_id = any(${ids('clientId')}::uuid[]) and user_id = any(${ids('userId')}::uuid[])
          and billable_minutes > 0 and state = 'approved' and started_at >= ${from} and started_at <= ${to}
        order by started_at, id`,
  );
}

/**
 * What each of these entries follows in its day and week, for rules of overtime: approved billable work of the same person for
 * the same client, whatever invoice it is on. One query, and none where no rule counts days or weeks. An entry over midnight
 * belongs to the day on which it began.
 */
export async function workedBefore(
  ctx: ReadCtx,
  rules: readonly RuleRow[],
  entries: readonly Worked[],
): Promise<WorkedBefore> {
  const spans = spansOf(rules);
  if (spans.length === 0 || entries.length === 0) return new Map();
  const asked = new Set(entries.map(({ id }) => id));
  const known = await loadWorked(ctx, entries);
  const listed = new Set(known.map(({ id }) => id));
  const all = [...known, ...entries.filter(({ id }) => !listed.has(id))].sort(
    (a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  const before = new Map<string, Record<string, number>>();
  for (const span of spans) {
    const key = workedKey(span);
    const groups = groupBy(all, (entry) => [entry.clientId, entry.userId, startOf(span, entry.startedAt)].join(' '));
    for (const group of groups.values()) {
      let sum = 0;
      for (const { id, minutes } of group) {
        if (asked.has(id)) before.set(id, { ...before.get(id), [key]: sum });
        if (listed.has(id)) sum += minutes;
      }
    }
  }
  return before;
}
