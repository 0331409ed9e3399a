import type { Ctx } from '@kelp/kernel';
import { sql, type NewRow } from '@kelp/platform/db';
import { clocksOf, type Account } from './clocks-of';
import type { Clock } from './domain/clock';
import { mergeTellings, type SlaRule } from './domain/sla-policy';
import { crossThresholds, raiseLevel, type Crossing } from './domain/thresholds';
import { slaBreached, slaThresholdCrossed } from './events';
import type { LoadedPolicy } from './policies';
import { slaEscalations, slaFirings } from './tables';

const duePercent = 100;

/** What one clock has crossed and is to be told of at once. */
interface Crossed {
  ticketId: string;
  policy: LoadedPolicy | undefined;
  clock: Clock;
  told: readonly number[];
}

/**
 * Writes a ledger row for every threshold that the clocks of these tickets have crossed by `ctx.now()` and that is not in the
 * ledger, and tells of them in the same transaction: the highest of a clock in one event, or each by the policy's choice. The
 * ledger's key makes each once.
 */
export async function recordCrossings(ctx: Ctx, accounts: readonly Account[]): Promise<void> {
  const rows: NewRow<typeof slaFirings>[] = [];
  const crossed: Crossed[] = [];
  for (const account of accounts) {
    for (const clock of clocksOf(account, ctx.now())) {
      const found = crossingOf(account, clock, ctx.now());
      rows.push(...found.rows);
      const policy = account.policies[clock.policyId];
      crossed.push(...found.told.map((told) => ({ ticketId: account.ticketId, policy, clock, told })));
    }
  }
  if (rows.length > 0) await ctx.db.insertMany(slaFirings, rows);
  await tell(ctx, crossed);
}

/** The rows for the ledger of what one clock has crossed, and the percentages of each telling. */
function crossingOf({ ticketId, firings, silentBefore }: Account, clock: Clock, now: Date) {
  const nothing = { rows: [], told: [] };
  if (clock.state === 'cancelled') return nothing;
  const { rules, settings } = clock.plan.policy;
  const isEach = settings.afterOutage === 'all';
  const crossing = crossThresholds(clock, rules, firings, now, silentBefore);
  if (crossing.firings.length === 0) return nothing;
  const isMoot = clock.stoppedAt !== null && clock.breachedAt === null;
  const rows = crossing.firings.map(({ percent, crossedAt, mode }) => ({
    ticketId,
    clock: clock.clock,
    epoch: clock.epoch,
    arming: clock.arming,
    percent,
    crossedAt,
    firedAt: now,
    // A warning about a clock that has stopped in time meanwhile helps nobody.
    mode: modeOf(mode, isMoot, isEach),
  }));
  const loud = crossing.firings.filter(({ mode }) => mode !== 'suppressed').map(({ percent }) => percent);
  if (isMoot || loud.length === 0) return { rows, told: [] };
  return { rows, told: isEach ? loud.map((percent) => [percent]) : [loud] };
}

function modeOf(mode: Crossing['firings'][number]['mode'], isMoot: boolean, isEach: boolean) {
  if (mode === 'suppressed') return mode;
  if (isMoot) return 'coalesced' as const;
  return isEach ? ('sent' as const) : mode;
}

/** What is told of these percentages, which were crossed at once: the highest warning and the highest level among them. */
function highestOf(told: readonly number[], rules: readonly SlaRule[]) {
  const among = rules.filter(({ percent }) => percent !== null && told.includes(percent));
  const warnings = among.flatMap(({ kind, percent }) => (kind === 'notify' && percent !== null ? [percent] : []));
  const levels = among.flatMap((rule) => (rule.kind === 'escalate' ? [rule.level] : []));
  return {
    notifyPercent: warnings.length > 0 ? Math.max(...warnings) : null,
    level: levels.length > 0 ? Math.max(...levels) : null,
  };
}

interface Responsible {
  ticketId: string;
  assignedTo: string | null;
  boardManagerId: string | null;
}

/** One event for all of a clock that was crossed at once (product rule: record all, send the highest only). */
async function tell(ctx: Ctx, crossed: readonly Crossed[]): Promise<void> {
  if (crossed.length === 0) return;
  const responsible = await responsibleFor(ctx, [...new Set(crossed.map(({ ticketId }) => ticketId))]);
  const escalate = await ladderOf(ctx, [...responsible.keys()]);
  for (const { ticketId, policy, clock, told } of crossed) {
    const { rules } = clock.plan.policy;
    const { notifyPercent, level: reached } = highestOf(told, rules);
    const { assignedTo = null, boardManagerId = null } = responsible.get(ticketId) ?? {};
    const level = escalate.raise(ticketId, clock.epoch, reached, boardManagerId);
    const isBreach = told.includes(duePercent);
    const escalation = rules.find(
      (rule) =>
        rule.kind === 'escalate' && rule.level === level && rule.percent !== null && told.includes(rule.percent),
    );
    const warning = rules.filter(({ kind, percent }) => kind === 'notify' && percent === notifyPercent);
    const percent = Math.max(isBreach ? duePercent : 0, notifyPercent ?? 0, escalation?.percent ?? 0);
    if (percent === 0) continue;
    const due = clock.thresholds.find((threshold) => threshold.percent === duePercent)?.at ?? null;
    ctx.emit(isBreach ? slaBreached : slaThresholdCrossed, ticketId, {
      ticketId,
      clock: clock.clock,
      epoch: clock.epoch,
      percent,
      // The due threshold fires one millisecond after the due.
      dueAt: due ? new Date(due.getTime() - 1).toISOString() : null,
      policyName: clock.plan.policy.name,
      level,
      assignedTo,
      boardManagerId,
      ...mergeTellings([...(notifyPercent === null ? [] : warning), ...(escalation ? [escalation] : [])]),
      calendarId: policy?.calendarId ?? null,
    });
  }
  await escalate.write();
}

async function responsibleFor(ctx: Ctx, ticketIds: readonly string[]): Promise<Map<string, Responsible>> {
  const rows = await ctx.db.rows<Responsible>(
    sql`select t.id as ticket_id, t.assigned_to, b.manager_id as board_manager_id
        from tickets t join boards b on b.tenant_id = t.tenant_id and b.id = t.board_id
        where t.tenant_id = ${ctx.tenant} and t.id = any(${ticketIds}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.ticketId, row]));
}

/** The escalation levels of these tickets by epoch, as they are and as they are raised; a level only rises. */
async function ladderOf(ctx: Ctx, ticketIds: readonly string[]) {
  const present = new Map<string, number>();
  const raised: NewRow<typeof slaEscalations>[] = [];
  const place = (ticketId: string, epoch: number) => `${ticketId}:${epoch}`;
  const rows = await ctx.db.rows<{ ticketId: string; epoch: number; level: number }>(
    sql`select ticket_id, epoch, max(level)::int as level from sla_escalations
        where tenant_id = ${ctx.tenant} and ticket_id = any(${ticketIds}::uuid[]) group by 1, 2`,
  );
  for (const { ticketId, epoch, level } of rows) present.set(place(ticketId, epoch), level);
  return {
    /** Returns the new level, null when it stays. */
    raise: (ticketId: string, epoch: number, reached: number | null, userId: string | null): number | null => {
      if (reached === null) return null;
      const before = present.get(place(ticketId, epoch)) ?? 0;
      const level = raiseLevel(before, reached);
      if (level === before) return null;
      present.set(place(ticketId, epoch), level);
      raised.push({ ticketId, epoch, level, at: ctx.now(), userId });
      return level;
    },
    write: async () => {
      if (raised.length > 0) await ctx.db.insertMany(slaEscalations, raised);
    },
  };
}
