import type { Table } from '@kelp/platform/db';
import type {
  Action,
  DueKind,
  EmailType,
  EventType,
  Job,
  Module,
  Permission,
  Query,
  Resource,
  Schedule,
  Setting,
  SlotFilling,
} from './define';
import type { Narrowing } from './narrowing';
import { deliverMail } from './mail/deliver-mail';
import { everyEvent, type Subscriber } from './subscribe';
import { kernelTables } from './tables';

/** Everything that the modules of one process declare, found by name. */
export interface Registry {
  readonly modules: readonly Module[];
  readonly tables: ReadonlyMap<string, Table>;
  readonly permissions: ReadonlyMap<string, Permission>;
  readonly actions: ReadonlyMap<string, Action>;
  readonly queries: ReadonlyMap<string, Query>;
  readonly events: ReadonlyMap<string, EventType>;
  readonly subscribers: ReadonlyMap<string, Subscriber>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly dueKinds: ReadonlyMap<string, DueKind>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly emails: ReadonlyMap<string, EmailType>;
  readonly settings: ReadonlyMap<string, Setting>;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Action or query → the scopes of keys that open it, `<resource>:read` or `<resource>:write`; any of them is enough. */
  readonly scopesOf: ReadonlyMap<string, readonly string[]>;
  /** Every scope that a key may be narrowed to. */
  readonly scopes: ReadonlySet<string>;
  readonly narrowings: readonly Narrowing[];
  readonly fillings: ReadonlyMap<string, readonly SlotFilling[]>;
  /** Event type → names of the handlers that want it. */
  readonly handlersOf: ReadonlyMap<string, readonly string[]>;
  /** Constraint name → sentence. */
  readonly conflicts: Record<string, string>;
}

function withNeeds(modules: readonly Module[], into: Map<string, Module> = new Map()): Map<string, Module> {
  for (const module of modules) {
    if (into.has(module.name)) continue;
    withNeeds(module.needs, into);
    into.set(module.name, module);
  }
  return into;
}

function index<T>(what: string, pieces: readonly T[], nameOf: (piece: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const piece of pieces) {
    const name = nameOf(piece);
    if (map.has(name)) throw new Error(`Two ${what} are called "${name}".`);
    map.set(name, piece);
  }
  return map;
}

function group<T>(pieces: readonly T[], keyOf: (piece: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const piece of pieces) map.set(keyOf(piece), [...(map.get(keyOf(piece)) ?? []), piece]);
  return map;
}

/** Collects the modules and those they need, lower rooms first. Throws when two pieces share a name or a guard names no permission. */
export function buildRegistry(roots: readonly Module[]): Registry {
  const modules = [...withNeeds(roots).values()];
  const all = (key: Exclude<keyof Module, 'name' | 'onTenantCreated'>): unknown[] =>
    modules.flatMap((module) => [...module[key]]);
  const subscribers = index('subscribers', all('subscribers') as Subscriber[], (one) => one.name);
  const byType = group([...subscribers.values()], (one) => one.type);
  const events = index('events', all('events') as EventType[], (one) => one.type);
  const handlersOf = (type: string) => [...(byType.get(type) ?? []), ...(byType.get(everyEvent) ?? [])];
  const tables = index('tables', [...kernelTables, ...(all('tables') as Table[])], (one) => one.name);
  const opened = scopesOf(all('resources') as Resource[]);
  const registry: Registry = {
    modules,
    tables,
    permissions: index('permissions', all('permissions') as Permission[], (one) => one.name),
    actions: index('actions', all('actions') as Action[], (one) => one.contract.name),
    queries: index('queries', all('queries') as Query[], (one) => one.contract.name),
    events,
    subscribers,
    jobs: index('jobs', [deliverMail as unknown as Job, ...(all('jobs') as Job[])], (one) => one.name),
    dueKinds: index('due kinds', all('dueKinds') as DueKind[], (one) => one.kind),
    schedules: index('schedules', all('schedules') as Schedule[], (one) => one.name),
    emails: index('e-mails', all('emails') as EmailType[], (one) => one.name),
    settings: index('settings', all('settings') as Setting[], (one) => one.key),
    resources: index('resources', all('resources') as Resource[], (one) => one.name),
    scopesOf: opened,
    scopes: new Set([...opened.values()].flat()),
    narrowings: all('narrowings') as Narrowing[],
    fillings: group(all('fillings') as SlotFilling[], (one) => one.slot),
    handlersOf: new Map([...events.keys()].map((type) => [type, handlersOf(type).map((one) => one.name)])),
    conflicts: Object.assign({}, ...[...tables.values()].map((table) => table.conflicts)) as Record<string, string>,
  };
  assertGuardsExist(registry);
  return registry;
}

function scopesOf(resources: readonly Resource[]): Map<string, string[]> {
  const found = new Map<string, string[]>([['upload.record', ['uploads:write']]]);
  for (const { name, list, get, create, update, save, remove, reads, parts, verbs, common } of resources) {
    const single = [list, get, create, update, save, remove].filter((piece) => piece !== undefined);
    for (const piece of [...single, ...[reads, parts, verbs, common].flatMap((many) => Object.values(many))]) {
      const scope = `${name}:${piece.kind === 'query' ? 'read' : 'write'}`;
      const known = found.get(piece.contract.name) ?? [];
      if (!known.includes(scope)) found.set(piece.contract.name, [...known, scope]);
    }
  }
  return found;
}

function assertGuardsExist(registry: Registry): void {
  for (const piece of [...registry.actions.values(), ...registry.queries.values()]) {
    if ('permission' in piece.guard && !registry.permissions.has(piece.guard.permission)) {
      throw new Error(`${piece.contract.name} asks for ${piece.guard.permission}, which no module defines.`);
    }
    if (registry.actions.has(piece.contract.name) && registry.queries.has(piece.contract.name)) {
      throw new Error(`${piece.contract.name} is both an action and a query.`);
    }
  }
  for (const subscriber of registry.subscribers.values()) {
    if (subscriber.type !== everyEvent && !registry.events.has(subscriber.type))
      throw new Error(`${subscriber.name} waits for ${subscriber.type}, which no module defines.`);
  }
}
