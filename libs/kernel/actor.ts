import { AppError } from '@kelp/std';
import type { Narrowed } from './narrowing';

/** Who acts. Built by the doors from a session, a key or the system itself; never from what a client sent. */
export interface Actor {
  readonly kind: 'user' | 'api_key' | 'system' | 'anonymous';
  readonly id: string | null;
  readonly name: string;
  readonly userType: 'internal' | 'client' | null;
  /** 'all' for the system itself: reactions, jobs, schedules, the operator's tool. */
  readonly permissions: ReadonlySet<string> | 'all';
  /** For client users: the client they belong to and their contact. */
  readonly clientId: string | null;
  readonly contactId: string | null;
  readonly sessionId: string | null;
  /** The scopes of a key that was narrowed, such as `tickets:read`; undefined: whatever the permissions allow. */
  readonly scopes?: ReadonlySet<string>;
  /** What policy packs leave of each table; undefined: no pack narrows this caller. */
  readonly narrowed?: Narrowed;
  /** When set, this caller may do nothing else: who must set up a second factor first. */
  readonly confinement?: Confinement;
  /** Who really calls, while they look at the product as the person or role that this actor shows. Such a caller reads and does nothing else. */
  readonly viewer?: Viewer;
}

export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly as: { readonly kind: 'user' | 'role'; readonly name: string };
}

export interface Confinement {
  /** The actions and queries that are open by name. */
  readonly names: ReadonlySet<string>;
  /** All queries are open too: only acts are closed. */
  readonly opensReads?: boolean;
  /** What everything else answers. */
  readonly id: string;
  readonly sentence: string;
}

export const anonymous: Actor = {
  kind: 'anonymous',
  id: null,
  name: 'Nobody',
  userType: null,
  permissions: new Set(),
  clientId: null,
  contactId: null,
  sessionId: null,
};

/** The system acting for a reason that the audit trail shows (`event`, `job`, `demo`). */
export const systemActor = (name: string): Actor => ({ ...anonymous, kind: 'system', name, permissions: 'all' });

/** The person who acts, for whatever keeps a name: who looks as somebody else does nothing in their name. */
export const doerOf = ({ kind, id, name, viewer }: Actor): Pick<Actor, 'kind' | 'id' | 'name'> =>
  viewer ? { kind, id: viewer.id, name: viewer.name } : { kind, id, name };

/**
 * Throws when a narrowed key has none of the scopes that a piece asks for. Asked where a call comes in: what an action does inside is what it was
 * asked for.
 */
export function assertScoped({ scopes }: Actor, wanted: readonly string[], name: string): void {
  if (!scopes || wanted.some((scope) => scopes.has(scope))) return;
  const sentence = wanted[0]
    ? `This key has no scope for this: it takes ${wanted.join(' or ')}. Make a key with that scope under Settings › API keys.`
    : `${name} is not open to keys with scopes. Use a key without them.`;
  throw new AppError('scope_missing', 403, sentence, { data: { scopes: [...wanted] } });
}

/**
 * Throws when a policy pack narrows the actor: for what is about everything (books, exports, imports) and for what decides what others see. Who
 * sees a part only makes nobody, themselves least of all, see more of it.
 */
export function assertUnnarrowed({ narrowed }: Actor): void {
  if (!narrowed) return;
  const sentence =
    'A policy pack narrows what you see, and this is about more than that. Ask somebody whom no pack narrows.';
  throw new AppError('policy.narrowed', 403, sentence);
}

/** Throws the confinement's sentence when this piece is closed to the actor. */
export function assertUnconfined(actor: Actor, kind: 'action' | 'query', name: string): void {
  const { confinement } = actor;
  if (!confinement || confinement.names.has(name)) return;
  if (kind === 'query' && confinement.opensReads) return;
  throw new AppError(confinement.id, 403, confinement.sentence);
}

export const holds = (actor: Actor, permission: string): boolean =>
  actor.permissions === 'all' || actor.permissions.has(permission);

export type Door = 'ui' | 'portal' | 'api' | 'mail' | 'event' | 'job' | 'schedule' | 'operator' | 'demo';

/** One call as a door hands it to the dispatcher. */
export interface Caller {
  readonly tenant: string;
  readonly actor: Actor;
  readonly door: Door;
  readonly requestId: string;
  readonly idempotencyKey?: string;
  readonly locale?: string;
  /** A travelling clock for histories; only the operator's tool and tests may set it. */
  readonly at?: Date;
  /** No mail, no notification leaves because of this call or what follows from it. */
  readonly isMuted?: boolean;
  /** The event or job that caused this call. */
  readonly causeId?: string;
  readonly depth?: number;
}
