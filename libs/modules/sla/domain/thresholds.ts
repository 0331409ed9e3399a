import type { ClockName, SlaRule } from './sla-policy';

/** A percentage of the target and the instant at which a clock crosses it; null while the clock stands still before it. */
export interface Threshold {
  percent: number;
  at: Date | null;
}

/** A row of the ledger that keeps a threshold from firing twice. */
export interface Firing {
  clock: ClockName;
  epoch: number;
  percent: number;
  /** Which arming of the epoch it belongs to; 0 when missing. */
  arming?: number;
}

/** The ledger rows of one arming of a clock's epoch. */
export const firingsOf = (
  clock: { clock: ClockName; epoch: number; arming: number },
  firings: readonly Firing[],
): Firing[] =>
  firings.filter(
    ({ clock: name, epoch, arming = 0 }) => name === clock.clock && epoch === clock.epoch && arming === clock.arming,
  );

/** The due itself is always a threshold, so that a breach is noticed on time without any rule. */
const duePercent = 100;

/** At the due instant a reply is still in time, so the breach fires one millisecond later. */
const breachDelayMs = 1;

/**
 * The thresholds of a clock in ascending order, one per percent whatever the number of rules on it, those past the due
 * included. `warnedMs` is counted time about which an earlier epoch has warned already.
 */
export function thresholdsOf(
  rules: readonly SlaRule[],
  targetMs: number,
  warnedMs: number,
  reached: (countedMs: number) => Date | null,
): Threshold[] {
  const percents = new Set([...rules.flatMap(({ percent }) => (percent === null ? [] : [percent])), duePercent]);
  return [...percents]
    .sort((a, b) => a - b)
    .map((percent) => ({ percent, countedMs: Math.round((targetMs * percent) / 100) }))
    .filter(({ countedMs }) => countedMs > warnedMs || warnedMs === 0)
    .map(({ percent, countedMs }) => {
      const at = reached(countedMs);
      return { percent, at: at && percent === duePercent ? new Date(at.getTime() + breachDelayMs) : at };
    });
}

const isFired = (fired: readonly Firing[], percent: number): boolean =>
  fired.some((firing) => firing.percent === percent);

/** The threshold that fires next and has not fired in this epoch; null when none is ahead or the clock stands still. */
export function nextThreshold(
  thresholds: readonly Threshold[],
  fired: readonly Firing[],
): { percent: number; at: Date } | null {
  for (const { percent, at } of thresholds) {
    if (at !== null && !isFired(fired, percent)) return { percent, at };
  }
  return null;
}

/** `sent` reaches people, `coalesced` was overtaken by a higher one, `suppressed` was past before Kelp knew the ticket. */
export type FiringMode = 'sent' | 'coalesced' | 'suppressed';

export interface Crossing {
  /** Ledger rows to insert, ascending. */
  firings: { percent: number; crossedAt: Date; mode: FiringMode }[];
  /** The notification to send: the highest crossed; null when no notification rule was crossed. */
  notifyPercent: number | null;
  /** The escalation level reached; a jump notifies this level only. Null when none was crossed. */
  escalateToLevel: number | null;
}

/**
 * What must happen for a clock at `now`: every crossed threshold that is not in the ledger yet (product rule: record all,
 * send the highest only). Thresholds crossed before `silentBefore` (an import) are recorded and tell nobody.
 */
export function crossThresholds(
  clock: { clock: ClockName; epoch: number; arming: number; thresholds: readonly Threshold[]; stoppedAt: Date | null },
  rules: readonly SlaRule[],
  fired: readonly Firing[],
  now: Date,
  silentBefore: Date | null = null,
): Crossing {
  const until = clock.stoppedAt && clock.stoppedAt < now ? clock.stoppedAt : now;
  const own = firingsOf(clock, fired);
  const crossed = clock.thresholds.flatMap(({ percent, at }) =>
    at !== null && at <= until && !isFired(own, percent) ? [{ percent, crossedAt: at }] : [],
  );
  const loud = crossed.filter(({ crossedAt }) => silentBefore === null || crossedAt >= silentBefore);
  const crossedRules = rules.filter((rule) => loud.some(({ percent }) => percent === rule.percent));
  const notify = crossedRules.flatMap((rule) =>
    rule.kind === 'notify' && rule.percent !== null ? [rule.percent] : [],
  );
  const escalations = crossedRules.filter((rule) => rule.kind === 'escalate');
  const top = escalations.reduce<(typeof escalations)[number] | null>(
    (best, rule) => (best === null || rule.level > best.level ? rule : best),
    null,
  );
  const notifyPercent = notify.length > 0 ? Math.max(...notify) : null;
  const highest = loud.at(-1)?.percent;
  const sent = new Set([notifyPercent, top?.percent, highest]);
  const modeOf = (percent: number, crossedAt: Date): FiringMode => {
    if (silentBefore !== null && crossedAt < silentBefore) return 'suppressed';
    return sent.has(percent) ? 'sent' : 'coalesced';
  };
  return {
    firings: crossed.map(({ percent, crossedAt }) => ({ percent, crossedAt, mode: modeOf(percent, crossedAt) })),
    notifyPercent,
    escalateToLevel: top?.level ?? null,
  };
}

/** The escalation level after reaching `reached`: it only rises. */
export const raiseLevel = (present: number, reached: number | null): number => Math.max(present, reached ?? 0);
