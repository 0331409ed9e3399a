import type { Ctx, Timer } from '@kelp/kernel';
import { sql, type NewRow } from '@kelp/platform/db';
import { clocksOf, loadAccounts, type Account } from './clocks-of';
import type { Clock } from './domain/clock';
import { readEdition } from './domain/merge-targeting';
import { clockNames } from './domain/sla-policy';
import { firingsOf, type Firing } from './domain/thresholds';
import { showInQueue } from './show-in-queue';
import { slaClocks } from './tables';

/** The timer of a clock; its key is `<ticket id>:<clock>`. */
export const thresholdDueKind = 'sla.threshold';

/** Makes the clocks of one ticket anew from its facts; see `refoldTickets`. */
export const refold = (ctx: Ctx, ticketId: string): Promise<void> => refoldTickets(ctx, [ticketId]);

/**
 * Makes the clocks of these tickets anew from their facts, at `ctx.now()`: writes the rows of `sla_clocks` and sets each clock's
 * timer to its next threshold, or at once when one was crossed that the ledger does not hold yet. Tells nobody: that is the
 * timer's work. Tickets are locked until the commit. Doing it twice changes nothing.
 */
export async function refoldTickets(ctx: Ctx, ticketIds: readonly string[]): Promise<void> {
  const ids = [...new Set(ticketIds)].sort();
  if (ids.length === 0) return;
  await lockTickets(ctx, ids);
  const rows: NewRow<typeof slaClocks>[] = [];
  const timers: Timer[] = [];
  for (const account of await loadAccounts(ctx, ids)) {
    const now = latestKnown(account, ctx.now());
    const clocks = clocksOf(account, now);
    rows.push(...clocks.map((clock) => rowOf(account, clock)));
    timers.push(...timersOf(account, clocks, now));
  }
  await ctx.setDueAll(thresholdDueKind, timers);
  await ctx.db.rows(sql`delete from sla_clocks where tenant_id = ${ctx.tenant} and ticket_id = any(${ids}::uuid[])`);
  await ctx.db.insertMany(slaClocks, rows);
  await showInQueue(ctx, ids);
  ctx.touch('sla');
}

/** In a history the unit's own time may lie before facts that arrived earlier: they are known, so the clock is shown after them. */
const latestKnown = ({ facts }: Account, now: Date): Date =>
  facts.reduce((latest, { occurredAt }) => (occurredAt > latest ? occurredAt : latest), now);

/** One writer per ticket at a time, from reading the facts to the commit. */
export async function lockTickets(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const keys = ids.map((id) => `sla:${ctx.tenant}:${id}`);
  await ctx.db.rows(
    sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from (select unnest(${keys}::text[]) as key order by 1) locks`,
  );
}

const timersOf = ({ ticketId, firings }: Account, clocks: readonly Clock[], now: Date): Timer[] =>
  clockNames.map((name) => {
    const waiting = clocks.filter(({ clock }) => clock === name).flatMap((clock) => unfiredAt(clock, firings, now));
    const dueAt = waiting.length > 0 ? new Date(Math.min(...waiting)) : null;
    return { key: `${ticketId}:${name}`, dueAt, payload: { ticketId } };
  });

/** When thresholds of this clock that are not in the ledger are crossed: also before a pause or a stop, but never after it. */
function unfiredAt(clock: Clock, firings: readonly Firing[], now: Date): number[] {
  if (clock.state === 'cancelled') return [];
  const last = clock.state === 'running' ? null : (clock.stoppedAt ?? now);
  const own = firingsOf(clock, firings);
  return clock.thresholds.flatMap(({ percent, at }) => {
    const isFired = own.some((one) => one.percent === percent);
    return at === null || isFired || (last && at > last) ? [] : [at.getTime()];
  });
}

const whole = (milliseconds: number): bigint => BigInt(Math.round(milliseconds));

function rowOf({ ticketId, policies }: Account, clock: Clock): NewRow<typeof slaClocks> {
  const policy = policies[clock.policyId];
  if (!policy) throw new Error(`The policy ${clock.policyId} of a clock is missing.`);
  const { priorityId, level, startAt, dueAt, stoppedAt, breachedAt, nextFireAt, nextPercent, isInFigures } = clock;
  return {
    ticketId,
    clock: clock.clock,
    epoch: clock.epoch,
    state: clock.state,
    ...readEdition(clock.policyId),
    level,
    priorityId,
    calendarId: policy.calendarId,
    calendarVersion: policy.calendarVersion,
    startAt,
    targetMs: whole(clock.targetMs),
    startB: whole(clock.startB),
    pausedB: whole(clock.pausedB),
    frozenB: clock.frozenB === null ? null : whole(clock.frozenB),
    remainingMs: clock.state === 'paused' ? whole(clock.remainingMs) : null,
    dueAt,
    stoppedAt,
    isMet: clock.met,
    breachedAt,
    nextFireAt,
    nextPercent,
    isInFigures,
    arming: clock.arming,
  };
}
