import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Account } from './clocks-of';
import type { Clock } from './domain/clock';
import { crossThresholds, raiseLevel, type Crossing } from './domain/thresholds';
import { slaBreached, slaThresholdCrossed } from './events';
import { slaEscalations, slaFirings } from './tables';

const duePercent = 100;

/**
 * Writes a ledger row for every threshold that these clocks have crossed by `ctx.now()` and that is not in the ledger, and
 * tells the highest of a clock in one event of the same transaction. The ledger's key makes each once.
 */
export async function recordCrossings(ctx: Ctx, account: Account, clocks: readonly Clock[]): Promise<void> {
  for (const clock of clocks) {
    if (clock.state === 'cancelled') continue;
    const { rules } = clock.plan.policy;
    const crossing = crossThresholds(clock, rules, account.firings, ctx.now(), account.silentBefore);
    if (crossing.firings.length === 0) continue;
    const isMoot = clock.stoppedAt !== null && clock.breachedAt === null;
    const rows = crossing.firings.map(({ percent, crossedAt, mode }) => ({
      ticketId: account.ticketId,
      clock: clock.clock,
      epoch: clock.epoch,
      percent,
      crossedAt,
      firedAt: ctx.now(),
      // A warning about a clock that has stopped in time meanwhile helps nobody.
      mode: isMoot && mode === 'sent' ? ('coalesced' as const) : mode,
    }));
    await ctx.db.insertMany(slaFirings, rows);
    if (!isMoot && rows.some(({ mode }) => mode !== 'suppressed')) await tell(ctx, account.ticketId, clock, crossing);
  }
}

interface Responsible {
  assignedTo: string | null;
  managerId: string | null;
}

/** One event for all that was crossed at once (product rule: record all, send the highest only). */
async function tell(ctx: Ctx, ticketId: string, clock: Clock, crossing: Crossing): Promise<void> {
  const { assignedTo, managerId } = await ctx.db.one<Responsible>(
    sql`select t.assigned_to, b.manager_id from tickets t join boards b on b.tenant_id = t.tenant_id and b.id = t.board_id
        where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId}`,
  );
  const level = await escalate(ctx, ticketId, clock, crossing.escalateToLevel, managerId);
  const loud = crossing.firings.filter(({ mode }) => mode !== 'suppressed').map(({ percent }) => percent);
  const isBreach = loud.includes(duePercent);
  const wanted = [
    isBreach ? duePercent : 0,
    crossing.notifyPercent ?? 0,
    level === null ? 0 : (percentOf(clock, level, loud) ?? 0),
  ];
  const percent = Math.max(...wanted);
  if (percent === 0) return;
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
    boardManagerId: managerId,
  });
}

const percentOf = (clock: Clock, level: number, crossed: readonly number[]): number | undefined =>
  clock.plan.policy.rules.find(
    (rule) =>
      rule.kind === 'escalate' && rule.level === level && rule.percent !== null && crossed.includes(rule.percent),
  )?.percent ?? undefined;

/** Raises the ticket's escalation level in this epoch; it only rises. Returns the new level, null when it stays. */
async function escalate(
  ctx: Ctx,
  ticketId: string,
  clock: Clock,
  reached: number | null,
  userId: string | null,
): Promise<number | null> {
  if (reached === null) return null;
  const { epoch } = clock;
  const [row] = await ctx.db.rows<{ level: number | null }>(
    sql`select max(level)::int as level from sla_escalations where tenant_id = ${ctx.tenant} and ticket_id = ${ticketId} and epoch = ${epoch}`,
  );
  const present = row?.level ?? 0;
  const raised = raiseLevel(present, reached);
  if (raised === present) return null;
  await ctx.db.insertMany(slaEscalations, [{ ticketId, epoch, level: raised, at: ctx.now(), userId }]);
  return raised;
}
