import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Account } from './clocks-of';
import type { Clock } from './domain/clock';
import { mergeTellings, type SlaRule } from './domain/sla-policy';
import { crossThresholds, raiseLevel, type Crossing } from './domain/thresholds';
import { slaBreached, slaThresholdCrossed } from './events';
import { slaEscalations, slaFirings } from './tables';

const duePercent = 100;

/**
 * Writes a ledger row for every threshold that these clocks have crossed by `ctx.now()` and that is not in the ledger, and
 * tells of them in the same transaction: the highest of a clock in one event, or each by the policy's choice. The ledger's key
 * makes each once.
 */
export async function recordCrossings(ctx: Ctx, account: Account, clocks: readonly Clock[]): Promise<void> {
  for (const clock of clocks) {
    if (clock.state === 'cancelled') continue;
    const { rules, settings } = clock.plan.policy;
    const isEach = settings.afterOutage === 'all';
    const crossing = crossThresholds(clock, rules, account.firings, ctx.now(), account.silentBefore);
    if (crossing.firings.length === 0) continue;
    const isMoot = clock.stoppedAt !== null && clock.breachedAt === null;
    const rows = crossing.firings.map(({ percent, crossedAt, mode }) => ({
      ticketId: account.ticketId,
      clock: clock.clock,
      epoch: clock.epoch,
      arming: clock.arming,
      percent,
      crossedAt,
      firedAt: ctx.now(),
      // A warning about a clock that has stopped in time meanwhile helps nobody.
      mode: modeOf(mode, isMoot, isEach),
    }));
    await ctx.db.insertMany(slaFirings, rows);
    const loud = crossing.firings.filter(({ mode }) => mode !== 'suppressed').map(({ percent }) => percent);
    if (isMoot || loud.length === 0) continue;
    for (const told of isEach ? loud.map((percent) => [percent]) : [loud]) {
      await tell(ctx, account, clock, told, highestOf(told, rules));
    }
  }
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
  assignedTo: string | null;
  managerId: string | null;
}

/** One event for all that was crossed at once (product rule: record all, send the highest only). */
async function tell(
  ctx: Ctx,
  account: Account,
  clock: Clock,
  told: readonly number[],
  { notifyPercent, level: reached }: ReturnType<typeof highestOf>,
): Promise<void> {
  const { ticketId } = account;
  const { assignedTo, managerId } = await ctx.db.one<Responsible>(
    sql`select t.assigned_to, b.manager_id from tickets t join boards b on b.tenant_id = t.tenant_id and b.id = t.board_id
        where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId}`,
  );
  const { rules } = clock.plan.policy;
  const level = await escalate(ctx, ticketId, clock, reached, managerId);
  const isBreach = told.includes(duePercent);
  const escalation = rules.find(
    (rule) => rule.kind === 'escalate' && rule.level === level && rule.percent !== null && told.includes(rule.percent),
  );
  const warning = rules.filter(({ kind, percent }) => kind === 'notify' && percent === notifyPercent);
  const percent = Math.max(isBreach ? duePercent : 0, notifyPercent ?? 0, escalation?.percent ?? 0);
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
    ...mergeTellings([...(notifyPercent === null ? [] : warning), ...(escalation ? [escalation] : [])]),
    calendarId: account.policies[clock.policyId]?.calendarId ?? null,
  });
}

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
