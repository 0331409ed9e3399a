/** What decided which policy a ticket has; `none` means a deliberate or missing policy. */
export type PolicyLevel = 'client' | 'board' | 'default' | 'none';

/** How a new target treats the time that has already passed. */
export type RetargetMode = 'from_start' | 'carry_consumed' | 'restart';

/** The policy and priority that hold from a fact on. `policyId` null = the ticket has no SLA. */
export interface Targeting {
  policyId: string | null;
  level: PolicyLevel;
  priorityId: string;
}

interface FactOf<Kind extends string, Data> {
  /** Stable id of the fact; a fact that arrives twice has the same id. */
  id: string;
  /** When it happened (UTC), not when it was heard of. */
  occurredAt: Date;
  kind: Kind;
  data: Data;
}

/**
 * Something that happened to a ticket and matters to its clocks. Facts are append-only; clocks are a fold over them.
 * `replied` stands for every public reply that counts (see `countsAsFirstReply`); the fold takes the earliest.
 * `cancelled` with the reason `merge_undone` takes back every cancelling before it.
 * A retarget names its mode so that a later change of the policy's settings does not rewrite the past.
 */
export type SlaFact =
  | FactOf<'created', Targeting>
  | FactOf<'retargeted', Targeting & { mode?: RetargetMode }>
  | FactOf<'paused', { reason: string }>
  | FactOf<'resumed', { reason: string }>
  | FactOf<'replied', Record<string, never>>
  | FactOf<'closed', Record<string, never>>
  | FactOf<'reopened', Record<string, never>>
  | FactOf<'cancelled', { reason?: 'merged' | 'merge_undone' }>;

export type SlaFactKind = SlaFact['kind'];

/** Order of facts of one instant: what sets the rules comes before what is judged by them. */
const rank: Record<SlaFactKind, number> = {
  created: 0,
  retargeted: 1,
  reopened: 2,
  resumed: 3,
  paused: 4,
  replied: 5,
  closed: 6,
  cancelled: 7,
};

const compare = (a: SlaFact, b: SlaFact): number =>
  a.occurredAt.getTime() - b.occurredAt.getTime() || rank[a.kind] - rank[b.kind] || (a.id < b.id ? -1 : 1);

/**
 * The facts in the order in which they happened, each once, whatever the order of delivery.
 * Empty while the creation is not known yet; facts before the creation are left out.
 */
export function orderFacts(facts: readonly SlaFact[]): SlaFact[] {
  const unique = withoutUndone([...new Map(facts.map((fact) => [fact.id, fact])).values()].sort(compare));
  const first = unique.findIndex((fact) => fact.kind === 'created');
  return first < 0 ? [] : unique.slice(first);
}

/** An undone merge never happened, as far as clocks are concerned. */
function withoutUndone(facts: readonly SlaFact[]): SlaFact[] {
  const isUndoing = (fact: SlaFact) => fact.kind === 'cancelled' && fact.data.reason === 'merge_undone';
  const last = facts.map(isUndoing).lastIndexOf(true);
  return facts.filter((fact, place) => fact.kind !== 'cancelled' || place > last);
}

/** What is known of a comment when deciding whether it answers the client. */
export interface ReplyCandidate {
  author: 'internal' | 'client' | 'system' | 'workflow';
  isPublic: boolean;
  /** The text with which the ticket was opened. */
  isOpening: boolean;
  /** Acknowledgements and other automatic messages. */
  isAutomatic: boolean;
  /** A change of an older comment. */
  isEdit: boolean;
  /** A workflow message that its author marked as a real answer. */
  isMarkedAsReply: boolean;
}

/**
 * Whether a comment is a public reply by staff in the sense of the response clock (product rule: first response is the
 * earliest public reply by an internal user; not the opening text, notes, acknowledgements, edits or unmarked workflow messages).
 */
export function countsAsFirstReply(comment: ReplyCandidate): boolean {
  if (!comment.isPublic || comment.isOpening || comment.isEdit) return false;
  if (comment.author === 'workflow') return comment.isMarkedAsReply;
  return comment.author === 'internal' && !comment.isAutomatic;
}
