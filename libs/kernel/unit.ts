import { forbidden, newId, notFound, unauthenticated } from '@kelp/std';
import { identifier, snake, sql, type Database, type Mode, type Sql, type Unit } from '@kelp/platform/db';
import type { Logger } from '@kelp/platform/log';
import type { z } from 'zod';
import { assertUnconfined, assertUnnarrowed, holds, type Caller } from './actor';
import type { Ctx, ReadCtx } from './context';
import type { Action, EventType, Job, Query, ServerSlot, Setting } from './define';
import { enqueue, setDue } from './enqueue';
import { aggregateOf } from './aggregate';
import { flush } from './flush';
import { narrowedFor, narrowedRows } from './narrowing';
import type { Registry } from './registry';
import { readStore, writeStore, type Change } from './store';

/** What others may want to look at after a commit. */
export interface Hint {
  readonly tenant: string;
  /** The live counter, and the kinds of things that changed up to it. */
  readonly n: number;
  readonly topics: readonly string[];
  /** What the relay has to fetch. */
  readonly relays: readonly ('events' | 'jobs')[];
}

/** What the kernel's machinery needs of the process it runs in. */
export interface House {
  readonly registry: Registry;
  readonly database: Database;
  readonly log: Logger;
  /** Tells open screens and the relay, after a commit. Never throws. */
  readonly hint: (hint: Hint) => void;
}

/** What a unit of work gathers until its commit. */
export interface Gathered {
  readonly changes: Change[];
  readonly events: { type: EventType; aggregateId: string; payload: unknown; id: string; at?: Date | undefined }[];
  readonly topics: Set<string>;
  readonly hints: (() => void)[];
  hasJobs: boolean;
}

function readParts(house: House, unit: Unit, caller: Caller) {
  let now: Date | undefined = caller.at;
  const time = async () => {
    now ??= await unit.time();
    return now;
  };
  const { actor } = caller;
  const permission = (name: string) => {
    const found = house.registry.permissions.get(name);
    if (!found) throw new Error(`No module defines the permission ${name}.`);
    return found;
  };
  return {
    tenant: unit.tenant,
    caller,
    actor,
    locale: caller.locale ?? 'en',
    log: house.log,
    emails: house.registry.emails,
    settings: house.registry.settings,
    events: house.registry.events,
    scopes: house.registry.scopes,
    permissions: house.registry.permissions,
    narrowings: house.registry.narrowings,
    tables: house.registry.tables,
    time,
    now: () => {
      if (!now) throw new Error('Await ctx.time() once before ctx.now() in a query.');
      return now;
    },
    can: (name: string) => holds(actor, name),
    require: (name: string) => {
      if (!holds(actor, name)) throw forbidden(name);
    },
    visible: (name: string, alias = '') => rowRuleSql(permission(name).rows?.(actor), alias),
    assertVisible: (name: string, row: object, noun: string) => {
      const rule = permission(name).rows;
      if (!rule) return;
      const wanted = rule(actor);
      const values = row as Record<string, unknown>;
      if (!wanted || Object.entries(wanted).some(([key, value]) => values[key] !== value)) throw notFound(noun);
    },
  };
}

function rowRuleSql(wanted: Record<string, string> | null | undefined, alias: string): Sql {
  if (wanted === undefined) return sql`true`;
  if (wanted === null) return sql`false`;
  const prefix = alias ? sql`${identifier(alias)}.` : sql``;
  return Object.entries(wanted).reduce(
    (all, [name, value]) => sql`${all} and ${prefix}${identifier(snake(name))} = ${value}`,
    sql`true`,
  );
}

function settingReader(ctx: { db: Pick<ReadCtx['db'], 'maybe'>; tenant: string }) {
  return async <S extends z.ZodType>(setting: Setting<S>) => {
    const row = await ctx.db.maybe<{ value: unknown }>(
      sql`select value from tenant_settings where tenant_id = ${ctx.tenant} and key = ${setting.key}`,
    );
    // parsed even when it is the default: whoever gets it may change it, and the default is everybody's
    return setting.schema.parse(row ? row.value : setting.initial) as z.output<S>;
  };
}

async function upTo(unit: Unit): Promise<number> {
  const rows = await unit.rows<{ n: bigint }>(sql`select n from live_counters where tenant_id = ${unit.tenant}`);
  return Number(rows[0]?.n ?? 0n);
}

/** Ctx of a query: reads only. */
export function openReadCtx(house: House, unit: Unit, caller: Caller): ReadCtx {
  const parts = readParts(house, unit, caller);
  const { narrowed } = caller.actor;
  const rows = narrowed ? narrowedRows(unit.rows, house.registry.tables, narrowed, unit.tenant) : unit.rows;
  const db = readStore(unit.tenant, rows);
  const ctx: ReadCtx = {
    ...parts,
    db,
    ask: (query, input) => ask(ctx, query, input),
    askSlot: (slot, question) => askSlot(house, ctx, slot, question),
    setting: settingReader({ db, tenant: unit.tenant }),
    upTo: () => upTo(unit),
  };
  return ctx;
}

async function ask<Q extends Query>(ctx: ReadCtx, query: Q, input: unknown): Promise<never> {
  assertGuard(query, ctx.caller);
  return (await query.run(ctx, input as never)) as never;
}

/** Ctx of an action, a reaction or a transactional job. */
export function openCtx(house: House, unit: Unit, caller: Caller, gathered: Gathered, now: Date): Ctx {
  const parts = readParts(house, unit, { ...caller, at: caller.at ?? now });
  const db = writeStore(unit.tenant, unit.rows, parts.now, (change) => gathered.changes.push(change));
  const makeId = (at = caller.at) => (at ? newId(at) : newId());
  const ctx: Ctx = {
    ...parts,
    caller,
    db,
    visible: (name, alias = '') => {
      const left = narrowedFor(house.registry.tables, caller.actor, unit.tenant, name, alias);
      return left ? sql`(${parts.visible(name, alias)} and ${left})` : parts.visible(name, alias);
    },
    newId: makeId,
    ask: (query, input) => ask(ctx, query, input),
    setting: settingReader({ db, tenant: unit.tenant }),
    upTo: () => upTo(unit),
    emit: (type, aggregateId, payload, at) => {
      gathered.events.push({ type, aggregateId, payload: type.payload.parse(payload), id: makeId(at), at });
      gathered.topics.add(aggregateOf(type.type));
    },
    run: async (action: Action, input: unknown) => {
      assertGuard(action, caller);
      return (await action.run(ctx, input as never)) as never;
    },
    runAll: async (action, inputs) => {
      assertGuard(action, caller);
      return inputs.length === 0 ? [] : action.runAll(ctx, inputs);
    },
    recorded: async (work) => {
      const start = gathered.changes.length;
      await work();
      return gathered.changes.slice(start);
    },
    enqueue: (job: Job, input: unknown, runAt?: Date) => {
      gathered.hasJobs = true;
      return enqueue(ctx, job, input, runAt);
    },
    setDue: (kind, key, dueAt, payload = {}) => {
      assertDueKind(house, kind);
      return setDue(ctx, kind, [{ key, dueAt, payload }]);
    },
    setDueAll: (kind, timers) => {
      assertDueKind(house, kind);
      return setDue(ctx, kind, timers);
    },
    askSlot: (slot, question) => askSlot(house, ctx, slot, question),
    saveSetting: async (setting, value) => {
      const parsed = JSON.stringify(setting.schema.parse(value));
      await db.rows(
        sql`insert into tenant_settings (tenant_id, key, value, updated_at, updated_by)
            values (${unit.tenant}, ${setting.key}, ${parsed}, ${parts.now()}, ${caller.actor.id})
            on conflict (tenant_id, key) do update set value = excluded.value, updated_at = excluded.updated_at,
              updated_by = excluded.updated_by`,
      );
      gathered.topics.add('setting');
    },
    touch: (topic) => void gathered.topics.add(topic),
    afterCommit: (hint) => void gathered.hints.push(hint),
  };
  return ctx;
}

async function askSlot<Q, A>(house: House, ctx: ReadCtx, slot: ServerSlot<Q, A>, question: Q): Promise<A> {
  const answers: A[] = [];
  for (const filling of house.registry.fillings.get(slot.name) ?? []) {
    answers.push((await filling.answer(ctx, question as never)) as A);
  }
  return slot.merge(answers);
}

function assertDueKind(house: House, kind: string): void {
  if (!house.registry.dueKinds.has(kind)) throw new Error(`No module defines the due kind ${kind}.`);
}

/** The one permission check; every door comes through here. */
export function assertGuard(piece: Action | Query, caller: Caller): void {
  const { guard } = piece;
  if ('everybody' in guard) return;
  const { actor } = caller;
  if (actor.kind === 'anonymous') throw unauthenticated();
  assertUnconfined(actor, piece.kind, piece.contract.name);
  if (!('permission' in guard)) return;
  if (!holds(actor, guard.permission)) throw forbidden(guard.permission);
  if (guard.isAboutAll) assertUnnarrowed(actor);
}

/**
 * Runs `work` in one transaction and, before its commit, writes the audit rows, the outbox and the live counter.
 * Hints go out after the commit only.
 */
export async function inUnit<T>(
  house: House,
  caller: Caller,
  label: string,
  work: (ctx: Ctx) => Promise<T>,
  timeoutMs = 15_000,
): Promise<T> {
  // The last barrier for who looks as somebody else: doors that write without an action come through here too.
  if (caller.actor.viewer) assertUnconfined(caller.actor, 'action', label);
  const gathered: Gathered = { changes: [], events: [], topics: new Set(), hints: [], hasJobs: false };
  let n = 0;
  const result = await house.database.inTenant(
    caller.tenant,
    'READ WRITE',
    async (unit) => {
      const now = caller.at ?? (await unit.time());
      const ctx = openCtx(house, unit, caller, gathered, now);
      const value = await work(ctx);
      n = await flush(unit, caller, label, gathered, now);
      return value;
    },
    timeoutMs,
  );
  const relays = [
    ...(gathered.events.length > 0 ? ['events' as const] : []),
    ...(gathered.hasJobs ? ['jobs' as const] : []),
  ];
  if (gathered.topics.size > 0 || relays.length > 0)
    house.hint({ tenant: caller.tenant, n, topics: [...gathered.topics], relays });
  for (const hint of gathered.hints) hint();
  return result;
}

/** A read-only unit. `timeoutMs` is for each statement. */
export function inReadUnit<T>(
  house: House,
  caller: Caller,
  work: (ctx: ReadCtx) => Promise<T>,
  timeoutMs = 5000,
  mode: Exclude<Mode, 'READ WRITE'> = 'READ ONLY',
): Promise<T> {
  return house.database.inTenant(caller.tenant, mode, (unit) => work(openReadCtx(house, unit, caller)), timeoutMs);
}
