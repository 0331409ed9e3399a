import type { Clock, Run, RunEnd } from './clock';
import { describeClock } from './clock';
import type { ClockPlan, PauseSpell } from './clock-plan';
import { closedReason, consumedMs, isLateFromTheStart, planClock, reachedAt, retargetPlan } from './clock-plan';
import type { SlaFact, Targeting } from './sla-fact';
import { orderFacts } from './sla-fact';
import type { ClockName, SlaPolicy } from './sla-policy';
import { clockNames, defaultSlaSettings, targetFrom } from './sla-policy';
import type { Firing } from './thresholds';

interface Track {
  name: ClockName;
  plan: ClockPlan | null;
  /** Where `from_start` counts from: the creation, or the reopening when that starts the clock afresh. */
  originAt: Date;
  runs: Run[];
  finished: Clock[];
}

interface Ticket {
  createdAt: Date;
  spells: PauseSpell[];
  firstReplyAt: Date | null;
  closedAt: Date | null;
  isCancelled: boolean;
  tracks: Track[];
  policies: Readonly<Record<string, SlaPolicy>>;
  firings: readonly Firing[];
}

export interface FoldInput {
  facts: readonly SlaFact[];
  policies: Readonly<Record<string, SlaPolicy>>;
  /** Thresholds already in the ledger. */
  firings: readonly Firing[];
  now: Date;
}

const openRun = (track: Track): Run | null => {
  const run = track.runs.at(-1);
  return run && run.end === null ? run : null;
};

const policyOf = (ticket: Ticket, targeting: Targeting): SlaPolicy | undefined =>
  targeting.policyId === null ? undefined : ticket.policies[targeting.policyId];

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** Dates the breach of a running clock if its due lies before `at`; what caused the breach is never dated back. */
function noticeBreach(ticket: Ticket, track: Track, at: Date): void {
  const run = openRun(track);
  if (!run || !track.plan || run.breachedAt) return;
  const isLate = isLateFromTheStart(track.plan);
  const dueAt = isLate ? track.plan.since : reachedAt(track.plan, ticket.spells, at, track.plan.targetMs);
  if (dueAt && (isLate || dueAt < at)) run.breachedAt = later(later(dueAt, track.plan.since), run.since);
}

function finish(ticket: Ticket, track: Track, at: Date, end: RunEnd): void {
  const run = openRun(track);
  if (!run) return;
  run.end = end;
  run.stoppedAt = at;
  if (track.plan) track.finished.push(describeClock(track.plan, run, ticket.spells, ticket.firings, at));
}

type Beginning = Pick<Run, 'since' | 'warnedMs' | 'breachedAt'>;

function startRun(track: Track, beginning: Beginning): void {
  track.runs.push({ epoch: track.runs.length, stoppedAt: null, end: null, arming: 0, ...beginning });
}

/** Begins a clock that has a target now and had none before; a reply given earlier stops it at once. */
function begin(ticket: Ticket, track: Track): void {
  const last = track.runs.at(-1);
  if (!track.plan || ticket.closedAt || (last && last.end !== 'cancelled')) return;
  startRun(track, { since: track.plan.since, warnedMs: 0, breachedAt: null });
  if (track.name !== 'response' || !ticket.firstReplyAt) return;
  noticeBreach(ticket, track, ticket.firstReplyAt);
  finish(ticket, track, ticket.firstReplyAt, 'stopped');
}

function retarget(ticket: Ticket, fact: Extract<SlaFact, { kind: 'retargeted' }>): void {
  const policy = policyOf(ticket, fact.data);
  const mode = fact.data.mode ?? policy?.settings.retargetMode ?? defaultSlaSettings.retargetMode;
  const at = fact.occurredAt;
  for (const track of ticket.tracks) {
    const before = track.plan;
    const fresh = planClock(track.name, fact.data, policy, mode === 'restart' ? at : track.originAt);
    const plan = retargetPlan(before, fresh, mode, ticket.spells, at);
    if (plan === null) finish(ticket, track, at, 'cancelled');
    const run = openRun(track);
    if (run && plan && before && plan.since > before.since) changeRun(ticket, run, before, plan, at);
    track.plan = plan;
    begin(ticket, track);
  }
}

/**
 * What another target does to the warnings of a clock that runs: those of its new line all count. Where the policy re-arms and
 * less of the new target is used than was of the old one, percentages that lie ahead again are told again.
 */
function changeRun(ticket: Ticket, run: Run, before: ClockPlan, after: ClockPlan, at: Date): void {
  run.warnedMs = 0;
  const used = (plan: ClockPlan) => consumedMs(plan, ticket.spells, at) / plan.targetMs;
  if (!after.policy.settings.rearms || used(after) >= used(before)) return;
  run.arming += 1;
  run.warnedMs = consumedMs(after, ticket.spells, at);
}

function close(ticket: Ticket, at: Date): void {
  if (ticket.closedAt) return;
  const isBornClosed = at.getTime() === ticket.createdAt.getTime();
  for (const track of ticket.tracks) {
    const isAnswered = track.name === 'resolution' || (track.plan?.policy.settings.closeCountsAsResponse ?? false);
    finish(ticket, track, at, isBornClosed ? 'instantly' : isAnswered ? 'stopped' : 'unanswered');
  }
  ticket.closedAt = at;
  ticket.spells.push({ reason: closedReason, from: at, to: null });
}

/** Product rule: reopening resumes the clock with the closed time left out, under a new epoch; options start afresh or count it. */
function reopen(ticket: Ticket, at: Date): void {
  const { closedAt } = ticket;
  if (!closedAt) return;
  endSpell(ticket, closedReason, at);
  ticket.closedAt = null;
  for (const track of ticket.tracks) {
    const last = track.runs.at(-1);
    if (!last || last.end === 'cancelled') begin(ticket, track);
    else if (track.name === 'resolution' || (last.end === 'unanswered' && !ticket.firstReplyAt))
      resumeRun(ticket, track, last, closedAt, at);
  }
}

function resumeRun(ticket: Ticket, track: Track, last: Run, closedAt: Date, at: Date): void {
  const { plan } = track;
  if (!plan) return;
  if (track.name === 'resolution' && plan.policy.settings.reopenMode === 'fresh') {
    track.originAt = at;
    const { calendar, policy, target } = plan;
    track.plan = { ...plan, since: at, anchorAt: at, carriedMs: 0, targetMs: targetFrom(target, policy, calendar, at) };
    startRun(track, { since: at, warnedMs: 0, breachedAt: null });
  } else {
    const warnedMs = consumedMs(plan, ticket.spells, closedAt);
    startRun(track, { since: at, warnedMs, breachedAt: last.breachedAt });
  }
}

function endSpell(ticket: Ticket, reason: string, at: Date): void {
  const spell = ticket.spells.find((candidate) => candidate.reason === reason && candidate.to === null);
  if (spell) spell.to = at;
}

function pause(ticket: Ticket, reason: string, at: Date): void {
  const holds = ticket.spells.some((spell) => spell.reason === reason && spell.to === null);
  if (!holds) ticket.spells.push({ reason, from: at, to: null });
}

function reply(ticket: Ticket, at: Date): void {
  if (ticket.firstReplyAt) return;
  ticket.firstReplyAt = at;
  for (const track of ticket.tracks) if (track.name === 'response') finish(ticket, track, at, 'stopped');
}

function apply(ticket: Ticket, fact: SlaFact): void {
  const at = fact.occurredAt;
  for (const track of ticket.tracks) noticeBreach(ticket, track, at);
  switch (fact.kind) {
    case 'created':
      return;
    case 'retargeted':
      return retarget(ticket, fact);
    case 'paused':
      return pause(ticket, fact.data.reason, at);
    case 'resumed':
      return endSpell(ticket, fact.data.reason, at);
    case 'replied':
      return reply(ticket, at);
    case 'closed':
      return close(ticket, at);
    case 'reopened':
      return reopen(ticket, at);
    case 'cancelled':
      for (const track of ticket.tracks) finish(ticket, track, at, 'cancelled');
      ticket.isCancelled = true;
  }
}

function openTicket(created: Extract<SlaFact, { kind: 'created' }>, input: FoldInput): Ticket {
  const ticket: Ticket = {
    createdAt: created.occurredAt,
    spells: [],
    firstReplyAt: null,
    closedAt: null,
    isCancelled: false,
    tracks: clockNames.map((name) => ({ name, plan: null, originAt: created.occurredAt, runs: [], finished: [] })),
    policies: input.policies,
    firings: input.firings,
  };
  const policy = policyOf(ticket, created.data);
  for (const track of ticket.tracks) {
    track.plan = planClock(track.name, created.data, policy, created.occurredAt);
    begin(ticket, track);
  }
  return ticket;
}

/**
 * The clocks of a ticket at `now`, every epoch, response first (product rule: state is a fold over the facts, so that
 * duplicate, late or shuffled facts cannot spoil it). Empty when the creation is unknown; a clock without a target is left
 * out. Instants UTC; the truth is the facts, the rows made of this are a cache.
 */
export function foldClocks(input: FoldInput): Clock[] {
  const facts = orderFacts(input.facts);
  const [created] = facts;
  if (created?.kind !== 'created') return [];
  const ticket = openTicket(created, input);
  for (const fact of facts) {
    if (ticket.isCancelled) break;
    apply(ticket, fact);
  }
  return ticket.tracks.flatMap((track) => {
    noticeBreach(ticket, track, input.now);
    const run = openRun(track);
    const current = run && track.plan ? [describeClock(track.plan, run, ticket.spells, ticket.firings, input.now)] : [];
    return [...track.finished, ...current];
  });
}

/** The current clock of that name: the one with the highest epoch; undefined when the ticket has no such target. */
export const currentClock = (clocks: readonly Clock[], name: ClockName): Clock | undefined =>
  clocks.filter((clock) => clock.clock === name).at(-1);
