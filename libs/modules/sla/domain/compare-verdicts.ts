import type { Clock } from './clock';
import { foldClocks } from './fold-clocks';
import type { SlaFact } from './sla-fact';
import type { ClockName, SlaPolicy } from './sla-policy';

/** What reports count a decided clock as. */
export type Verdict = 'met' | 'breached' | 'unanswered';
export type VerdictCounts = Record<Verdict, number>;

export interface VerdictFigures {
  clock: ClockName;
  priorityId: string;
  today: VerdictCounts;
  draft: VerdictCounts;
}

export interface VerdictChange {
  ticketId: string;
  clock: ClockName;
  epoch: number;
  today: Verdict | null;
  draft: Verdict | null;
}

/** What a back-test has found so far; `changes` are the first ones, `changedCount` all. */
export interface BackTestResult {
  figures: VerdictFigures[];
  changes: VerdictChange[];
  changedCount: number;
}

export const emptyResult = (): BackTestResult => ({ figures: [], changes: [], changedCount: 0 });

/** More than anybody reads through; the figures count on. */
export const mostChanges = 500;

type Policies = Readonly<Record<string, SlaPolicy>>;

/** Null for a clock that is open and in time, or counts in no report; the same rule as `outcomeOf` of the reports. */
export function verdictOf({ state, breachedAt, isInFigures }: Clock): Verdict | null {
  if (!isInFigures || state === 'cancelled') return null;
  if (state === 'met') return 'met';
  if (state === 'missed' || breachedAt !== null) return 'breached';
  return state === 'unanswered' ? 'unanswered' : null;
}

/**
 * Judges one ticket by both sets of policies (named as its facts name them) and adds what comes out to the result. Pure: the
 * same fold as of real clocks, so that equal policies give equal verdicts.
 */
export function compareVerdicts(
  result: BackTestResult,
  ticketId: string,
  facts: readonly SlaFact[],
  sides: { today: Policies; draft: Policies },
  now: Date,
): void {
  const judged = (policies: Policies) => foldClocks({ facts, policies, firings: [], now });
  const [today, draft] = [judged(sides.today), judged(sides.draft)];
  for (const clock of today) count(result, clock, 'today');
  for (const clock of draft) count(result, clock, 'draft');
  const places = new Map([...today, ...draft].map(({ clock, epoch }) => [`${clock}:${epoch}`, { clock, epoch }]));
  for (const { clock, epoch } of places.values()) {
    const verdict = (clocks: readonly Clock[]) => {
      const found = clocks.find((one) => one.clock === clock && one.epoch === epoch);
      return found ? verdictOf(found) : null;
    };
    const change = { ticketId, clock, epoch, today: verdict(today), draft: verdict(draft) };
    if (change.today === change.draft) continue;
    result.changedCount += 1;
    if (result.changes.length < mostChanges) result.changes.push(change);
  }
}

const none = (): VerdictCounts => ({ met: 0, breached: 0, unanswered: 0 });

function count(result: BackTestResult, clock: Clock, side: 'today' | 'draft'): void {
  const verdict = verdictOf(clock);
  if (verdict === null) return;
  const { priorityId } = clock;
  let line = result.figures.find((one) => one.clock === clock.clock && one.priorityId === priorityId);
  if (!line) {
    line = { clock: clock.clock, priorityId, today: none(), draft: none() };
    result.figures.push(line);
  }
  line[side][verdict] += 1;
}
