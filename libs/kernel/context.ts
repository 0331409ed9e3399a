import type { Logger } from '@kelp/platform/log';
import type { Sql, Table } from '@kelp/platform/db';
import type { z } from 'zod';
import type { Contract } from './contract';
import type { Action, BatchAction, EmailType, EventType, Job, Permission, Query, ServerSlot, Setting } from './define';
import type { Caller } from './actor';
import type { Narrowing } from './narrowing';
import type { Timer } from './enqueue';
import type { Change, ReadStore, Store } from './store';

/** What every query gets first: tenant, actor, clock and the rows of the tenant. */
export interface ReadCtx {
  readonly tenant: string;
  readonly caller: Caller;
  readonly actor: Caller['actor'];
  readonly locale: string;
  readonly log: Logger;
  readonly db: ReadStore;
  /** The mails that this program can send, by name. */
  readonly emails: ReadonlyMap<string, EmailType>;
  /** The choices of a workspace, by key. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** The facts that rooms tell each other, by type. */
  readonly events: ReadonlyMap<string, EventType>;
  /** The scopes that a key may be narrowed to. */
  readonly scopes: ReadonlySet<string>;
  /** Every permission that a role may give, by name. */
  readonly permissions: ReadonlyMap<string, Permission>;
  /** The ways in which policy packs may narrow what people see. */
  readonly narrowings: readonly Narrowing[];
  /** The tables of every room, by name. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Business time of this unit of work: database time read once. In a query await `time()` before the first `now()`. */
  now(): Date;
  time(): Promise<Date>;
  can(permission: string): boolean;
  /** Throws forbidden unless the actor holds it. */
  require(permission: string): void;
  /** The permission's row rule and what policy packs leave, as SQL over the alias (empty name: bare columns); `false` when it reaches no row. */
  visible(permission: string, alias?: string): Sql;
  /** Throws not_found when the permission's row rule does not reach this row. */
  assertVisible(permission: string, row: object, noun: string): void;
  ask<C extends Contract>(query: Query<C>, input: z.output<C['input']>): Promise<z.output<C['output']>>;
  /** Asks the rooms above; inside this transaction. */
  askSlot<Q, A>(slot: ServerSlot<Q, A>, question: Q): Promise<A>;
  setting<S extends z.ZodType>(setting: Setting<S>): Promise<z.output<S>>;
  /** The tenant's live counter in this snapshot: what a list is true for. */
  upTo(): Promise<number>;
}

/** What every action, reaction and transactional job gets first. */
export interface Ctx extends ReadCtx {
  readonly db: Store;
  /** A new id; under a travelling clock its time part travels too. */
  newId(at?: Date): string;
  /** Records a fact in the same transaction; subscribers get it after the commit. In a history it may have happened at a time of its own. */
  emit<S extends z.ZodType>(event: EventType<S>, aggregateId: string, payload: z.input<S>, at?: Date): void;
  /** Runs another action in this transaction; its permission is checked again. */
  run<C extends Contract>(action: Action<C>, input: z.output<C['input']>): Promise<z.output<C['output']>>;
  /** The same for many inputs of an action that works by set. Rows that it refuses are told together (`isRefusedTogether`), and nothing is written. */
  runAll<C extends Contract>(
    action: BatchAction<C>,
    inputs: readonly z.output<C['input']>[],
  ): Promise<z.output<C['output']>[]>;
  /** Does the work and answers what it changed through `db`, in order; rows written by statements of its own are not among it. */
  recorded(work: () => Promise<void>): Promise<readonly Change[]>;
  /** Background work, durable with this transaction. `runAt` delays it. Returns the job's id. */
  enqueue<S extends z.ZodType>(job: Job<S>, input: z.input<S>, runAt?: Date): Promise<string>;
  /** Sets, moves or (null) removes the timer `key` of this kind. */
  setDue(kind: string, key: string, dueAt: Date | null, payload?: Record<string, unknown>): Promise<void>;
  /** The same for many timers of one kind, in two statements at most. A key stands once among them. */
  setDueAll(kind: string, timers: readonly Timer[]): Promise<void>;
  saveSetting<S extends z.ZodType>(setting: Setting<S>, value: z.output<S>): Promise<void>;
  /** Tells open screens that things of this kind changed. `emit` does it for its aggregate already. */
  touch(topic: string): void;
  /** For hints only (a cache to drop): never mail, HTTP or a queue. */
  afterCommit(hint: () => void): void;
}
