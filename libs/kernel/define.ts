import type { Table } from '@kelp/platform/db';
import type { z } from 'zod';
import type { Contract } from './contract';
import type { Ctx, ReadCtx } from './context';
import type { Actor, Door } from './actor';
import type { Narrowing } from './narrowing';
import type { Subscriber } from './subscribe';

/** `isAboutAll`: it tells of everything or decides what others see, so nobody whom a policy pack narrows may. */
interface Permitted {
  permission: string;
  isAboutAll?: boolean;
}

/** Who may run it: a permission `noun.verb`, any signed-in person, or everybody (sign-in pages). */
export type Guard = Permitted | { signedIn: true } | { everybody: true };

export interface Action<C extends Contract = Contract> {
  readonly kind: 'action';
  readonly contract: C;
  readonly guard: Guard;
  readonly run: (ctx: Ctx, input: z.output<C['input']>) => Promise<z.output<C['output']>>;
}

export interface Query<C extends Contract = Contract> {
  readonly kind: 'query';
  readonly contract: C;
  readonly guard: Guard;
  readonly timeoutMs: number;
  readonly run: (ctx: ReadCtx, input: z.output<C['input']>) => Promise<z.output<C['output']>>;
}

/** A write. The kernel authenticates, parses, authorizes, opens the transaction, runs, audits, publishes and commits. */
export function defineAction<C extends Contract>(
  contract: C,
  definition: Guard & { run: Action<C>['run'] },
): Action<C> {
  return { kind: 'action', contract, guard: guardOf(definition), run: definition.run };
}

/** An action that can be done to many at once: by set, in a few statements. */
export type BatchAction<C extends Contract = Contract> = Action<C> & {
  readonly runAll: (ctx: Ctx, inputs: readonly z.output<C['input']>[]) => Promise<z.output<C['output']>[]>;
};

/** A write by set, with an answer for each input in their order. Called for one it is an action like others: the same code, for a set of one. */
export function defineBatchAction<C extends Contract>(
  contract: C,
  definition: Guard & { runAll: BatchAction<C>['runAll'] },
): BatchAction<C> {
  const run: Action<C>['run'] = async (ctx, input) => {
    const [answer] = await definition.runAll(ctx, [input]);
    if (answer === undefined) throw new Error(`${contract.name} gave no answer.`);
    return answer;
  };
  return { ...defineAction(contract, { ...definition, run }), runAll: definition.runAll };
}

/** A read in a read-only transaction with a statement timeout (default 5 s). */
export function defineQuery<C extends Contract>(
  contract: C,
  definition: Guard & { run: Query<C>['run']; timeoutMs?: number },
): Query<C> {
  const { run, timeoutMs = 5000 } = definition;
  return { kind: 'query', contract, guard: guardOf(definition), run, timeoutMs };
}

function guardOf(definition: Guard): Guard {
  if ('permission' in definition) {
    const { permission, isAboutAll = false } = definition;
    return { permission, isAboutAll };
  }
  return 'signedIn' in definition ? { signedIn: true } : { everybody: true };
}

export interface Permission {
  readonly name: string;
  readonly label: string;
  readonly side: 'msp' | 'client';
  /** Shipped roles that hold it. Admin and Owner (msp) or Admin (client) always do. */
  readonly roles: readonly string[];
  /**
   * The rows it reaches, as column = value pairs; null for none. One rule guards a get and becomes SQL in a list.
   * Without it: every row of the tenant.
   */
  readonly rows?: (actor: Actor) => Record<string, string> | null;
  /** Shows what things cost and bring: a policy pack may hide it. */
  readonly isSensitive?: boolean;
}

/** Permissions of one noun: `definePermissions('ticket', {read: {label, roles}})` gives `ticket.read`. */
export function definePermissions(
  noun: string,
  verbs: Record<
    string,
    { label: string; side?: 'msp' | 'client'; roles?: readonly string[] } & Partial<
      Pick<Permission, 'rows' | 'isSensitive'>
    >
  >,
): Permission[] {
  return Object.entries(verbs).map(([verb, { side = 'msp', roles = [], ...rest }]) => ({
    name: `${noun}.${verb}`,
    side,
    roles,
    ...rest,
  }));
}

export interface EventType<S extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly version: number;
  /** Plain JSON values only: ids, texts, numbers, ISO instants. */
  readonly payload: S;
}

/** A fact that other rooms may react to, in the past tense: `ticket.closed`. */
export function defineEvent<S extends z.ZodType>(type: string, version: number, payload: S): EventType<S> {
  return { type, version, payload };
}

export type QueueName = 'billing' | 'sla' | 'mail' | 'webhooks' | 'imports' | 'default';
export const queueNames: readonly QueueName[] = ['billing', 'sla', 'mail', 'webhooks', 'imports', 'default'];

/** What an outside job may do: short transactions around its outside effect. */
export interface JobUnit {
  readonly tenant: string;
  readonly jobId: string;
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /**
   * One transaction under the job's tenant: as the system, or in the name of `actor` with that person's permissions. As `history` no mail and no
   * notice follows from it; with `at` it happened then.
   */
  transaction<T>(work: (ctx: Ctx) => Promise<T>, actor?: Actor, history?: { at?: Date }): Promise<T>;
  /** One read-only transaction as the system that sees the rows of one moment, however long the work takes. */
  moment<T>(work: (ctx: ReadCtx) => Promise<T>): Promise<T>;
  /**
   * Calls an action by name with its JSON input as a person who asked for it earlier: their permissions are checked now, and the change is
   * theirs in the audit trail. Throws what the action refuses.
   */
  act(as: { actor: Actor; door: Door }, action: string, input: unknown): Promise<unknown>;
}

export interface Job<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly queue: QueueName;
  readonly input: S;
  /** Two jobs of one tenant with the same key are one job. */
  readonly key: (input: z.output<S>) => string;
  readonly attempts: number;
  readonly run?: (ctx: Ctx, input: z.output<S>) => Promise<void>;
  readonly process?: (unit: JobUnit, input: z.output<S>) => Promise<void>;
}

/**
 * Background work. Give `run` when all effects are in Postgres: it commits together with the job's own row, exactly once.
 * Give `process` for outside effects or long work in several transactions: at least once, so it must be idempotent.
 */
export function defineJob<S extends z.ZodType>(
  definition: Omit<Job<S>, 'attempts'> & { attempts?: number } & (
      { run: NonNullable<Job<S>['run']> } | { process: NonNullable<Job<S>['process']> }
    ),
): Job<S> {
  return { attempts: 8, ...definition };
}

export interface DueItem {
  readonly key: string;
  readonly dueAt: Date;
  readonly payload: Record<string, unknown>;
}

export interface DueKind {
  readonly kind: string;
  readonly queue: QueueName;
  readonly run: (ctx: Ctx, items: DueItem[]) => Promise<void>;
}

/** A timer: rows of `due_items` written by `ctx.setDue`; `run` gets those that have come due, in one transaction with their removal. */
export function defineDueKind(kind: string, queue: QueueName, run: DueKind['run']): DueKind {
  return { kind, queue, run };
}

export interface Schedule {
  readonly name: string;
  readonly cron: string;
  readonly zone: string;
  /** Enqueued once per tenant and firing. */
  readonly job: Job;
}

/** Recurring work: the job is enqueued for every tenant at each firing of the cron line in the zone; missed firings run once. */
export function defineSchedule(
  name: string,
  cron: string,
  zone: string,
  job: Job<z.ZodObject<{ at: z.ZodString }>>,
): Schedule {
  return { name, cron, zone, job: job as unknown as Job };
}

export interface EmailType<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** The preference it belongs to, such as `ticket.created`. Security mail ignores preferences. */
  readonly subtype: string;
  readonly audience: 'client' | 'internal';
  /** True for the words of a person; every other mail is marked as automatic (RFC 3834), so that no machine answers it. */
  readonly isWrittenByPerson?: boolean;
  readonly props: S;
  readonly sample: z.input<S>;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The shipped texts in further languages, by language: `de`. */
  readonly translations?: Readonly<Record<string, { subject: string; html: string; text: string }>>;
}

/** A mail with its shipped English template (Handlebars, strict); tenants may override it by language. */
export function defineEmail<S extends z.ZodType>(definition: EmailType<S>): EmailType<S> {
  return definition;
}

export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly key: string;
  readonly label: string;
  readonly schema: S;
  readonly initial: z.output<S>;
  /** Where something stands, which the program notes, rather than a choice: it has no page and is no change from a default. */
  readonly isProgress?: true;
}

/** A tenant's choice with its default. */
export function defineSetting<S extends z.ZodType>(definition: Setting<S>): Setting<S> {
  return definition;
}

export interface ServerSlot<Q, A> {
  readonly name: string;
  readonly merge: (answers: A[]) => A;
  readonly _question?: Q;
}

/** A question that a lower room declares and higher rooms answer inside the transaction. */
export function defineServerSlot<Q, A>(name: string, merge: (answers: A[]) => A): ServerSlot<Q, A> {
  return { name, merge };
}

export interface SlotFilling {
  readonly slot: string;
  readonly answer: (ctx: ReadCtx, question: never) => Promise<unknown>;
}

/** Answers a slot. An answer only reads: queries ask too. */
export function fillServerSlot<Q, A>(
  slot: ServerSlot<Q, A>,
  answer: (ctx: ReadCtx, question: Q) => Promise<A>,
): SlotFilling {
  return { slot: slot.name, answer: answer as SlotFilling['answer'] };
}

/** What a resource answers and takes under /api/v1/<name>. A path's id fills `<noun>Id` of the input, or `id`. */
export interface Resource {
  readonly name: string;
  /** GET /<name>, and POST /<name>/search for filters too long for an address. */
  readonly list?: Query;
  readonly get?: Query;
  readonly create?: Action;
  /** PATCH /<name>/:id */
  readonly update?: Action;
  /** PUT /<name>, for what a workspace has one of or what is saved as a whole. */
  readonly save?: Action;
  /** DELETE /<name>/:id */
  readonly remove?: Action;
  /** GET /<name>/<read>, without an id; a query with the output `csvPage` gives a file. */
  readonly reads: Record<string, Query>;
  /** GET /<name>/:id/<part>; a query with the output `storedFile` gives the file. */
  readonly parts: Record<string, Query>;
  /** POST /<name>/:id/<verb>; queries too, for previews of what would be saved. */
  readonly verbs: Record<string, Action | Query>;
  /** POST /<name>/<verb>, without an id. */
  readonly common: Record<string, Action | Query>;
}

/** A REST resource under /api/v1 that names queries and actions; nothing new happens behind it. */
export function defineResource(name: string, pieces: Partial<Omit<Resource, 'name'>>): Resource {
  return { reads: {}, parts: {}, verbs: {}, common: {}, ...pieces, name };
}

export interface Module {
  readonly name: string;
  readonly needs: readonly Module[];
  readonly tables: readonly Table[];
  readonly permissions: readonly Permission[];
  readonly actions: readonly Action[];
  readonly queries: readonly Query[];
  readonly events: readonly EventType[];
  readonly subscribers: readonly Subscriber[];
  readonly jobs: readonly Job[];
  readonly dueKinds: readonly DueKind[];
  readonly schedules: readonly Schedule[];
  readonly emails: readonly EmailType[];
  readonly settings: readonly Setting[];
  readonly fillings: readonly SlotFilling[];
  readonly resources: readonly Resource[];
  /** How policy packs may narrow what people see of this room's nouns. */
  readonly narrowings: readonly Narrowing[];
  /** Runs inside the transaction that creates a workspace, lower rooms first: reference data, default rows. */
  readonly onTenantCreated?: (ctx: Ctx) => Promise<void>;
}

type Loose<T> = { [K in keyof T]?: T[K] extends readonly (infer _)[] ? readonly unknown[] : T[K] };

/** The manifest of one room: lists its pieces, nothing else. */
export function defineModule(name: string, parts: Loose<Omit<Module, 'name'>>): Module {
  const none = {
    needs: [],
    tables: [],
    permissions: [],
    actions: [],
    queries: [],
    events: [],
    subscribers: [],
    jobs: [],
    dueKinds: [],
    schedules: [],
    emails: [],
    settings: [],
    fillings: [],
    resources: [],
    narrowings: [],
  };
  return { ...none, ...parts, name } as Module;
}
