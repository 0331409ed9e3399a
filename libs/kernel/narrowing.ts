import { camel, identifier, join, list, sql, withTables, type Rows, type Sql, type Table } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import type { Actor } from './actor';
import type { ReadCtx } from './context';

/** For whom a rule of a policy pack is compiled. */
export interface NarrowedPerson {
  readonly tenant: string;
  readonly me: string;
  /** The clients or boards that the rule names. */
  readonly ids: readonly string[];
  /** What is left of another table's row `x`; undefined: all of it. */
  readonly seen: (table: string) => Sql | undefined;
  /** Whether the condition is part of one over this table, so that it may leave out what that one says. */
  readonly isAskedBy: (table: string) => boolean;
}

/** One way of narrowing: the words after "only" and the condition over the row `x`. Tables in it are written `public.<name>`. */
export interface NarrowingWay {
  readonly label: string;
  /** The noun of the records that a rule names. */
  readonly names?: string;
  readonly sql: (person: NarrowedPerson) => Sql | undefined;
}

/** How rules of policy packs may narrow the rows of one table, and with them everything that hangs on such a row. */
export interface Narrowing {
  /** The noun of its rules: `ticket`. */
  readonly noun: string;
  readonly table: Table;
  /** The column of the person whose rows stay with them although they hang on something out of their sight. */
  readonly keeps?: string;
  /** What holds for whoever any pack narrows: for ledgers that tell of every room's records. */
  readonly always?: (person: NarrowedPerson) => Sql | undefined;
  readonly ways: Readonly<Record<string, NarrowingWay>>;
  /** Records that the caller sees, by words (the best few) or by ids (those of them). */
  readonly find?: (ctx: ReadCtx, by: { words: string } | { ids: readonly string[] }) => Promise<NamedRecord[]>;
}

export interface NamedRecord {
  readonly id: string;
  readonly name: string;
}

/** Ways of narrowing a noun. A higher room may add ways to the noun of a lower one. */
export const defineNarrowing = (
  noun: string,
  table: Table,
  rest: Partial<Omit<Narrowing, 'noun' | 'table'>>,
): Narrowing => ({
  noun,
  table,
  ways: {},
  ...rest,
});

/** A rule of a pack as it is kept. */
export interface NarrowingRule {
  readonly noun: string;
  readonly way: string;
  readonly ids: readonly string[];
}

/** What packs leave of a table, as a condition over its row `x`; undefined: every row. */
export type Narrowed = (table: string) => Sql | undefined;

interface Known {
  readonly tables: ReadonlyMap<string, Table>;
  readonly narrowings: readonly Narrowing[];
}

/**
 * Compiles rules for one person; all of them hold together. A row that names a narrowed record (`ticketId`, `clientId`, `invoiceId` …) is
 * left only with that record, in every table of every room, so that a new table is narrowed without being told. A rule whose way this
 * program does not know leaves nothing.
 */
export function compileNarrowing(known: Known, rules: readonly NarrowingRule[], tenant: string, me: string): Narrowed {
  const parents = parentsOf(known.tables);
  const compile = (name: string, path: readonly string[]): Sql | undefined => {
    const table = known.tables.get(name);
    if (!table || table.kind !== 'tenant' || path.includes(name)) return undefined;
    const inner = [...path, name];
    const seen = (other: string) => compile(other, inner);
    const isAskedBy = (other: string) => path.includes(other);
    const own = rules.flatMap(({ noun, way, ids }) => {
      const found = known.narrowings.filter((one) => one.noun === noun);
      if (!found.some((one) => one.table.name === name)) return [];
      const condition = found.find((one) => one.ways[way])?.ways[way];
      return condition ? (condition.sql({ tenant, me, ids, seen, isAskedBy }) ?? []) : sql`false`;
    });
    const always = known.narrowings.flatMap((one) =>
      one.table.name === name ? (one.always?.({ tenant, me, ids: [], seen, isAskedBy }) ?? []) : [],
    );
    const hung = columnsToFollow(table, parents).flatMap(([column, parent]) => {
      const left = seen(parent);
      if (!left) return [];
      const at = sql`x.${identifier(column)}`;
      return sql`(${at} is null or ${at} in (select x.id from public.${identifier(parent)} x where x.tenant_id = ${tenant} and ${left}))`;
    });
    const keeps = known.narrowings.find((one) => one.table.name === name && one.keeps)?.keeps;
    const following = keeps && hung.length ? [sql`(x.${identifier(keeps)} = ${me} or (${all(hung)}))`] : hung;
    const parts = [...own, ...always, ...following];
    return parts.length ? sql`(${all(parts)})` : undefined;
  };
  const done = new Map<string, Sql | undefined>();
  return (name) => {
    if (!done.has(name)) done.set(name, compile(name, []));
    return done.get(name);
  };
}

const all = (parts: readonly Sql[]): Sql => join(parts, sql` and `);

/** Both hold. */
export const narrowedByBoth = (one: Narrowed | undefined, other: Narrowed | undefined): Narrowed | undefined =>
  !one || !other
    ? (one ?? other)
    : (table) => {
        const parts = [one(table), other(table)].filter((part) => part !== undefined);
        return parts.length ? all(parts) : undefined;
      };

/** Column → table whose rows it names: `ticketId` of a table with the noun "ticket". */
function parentsOf(tables: ReadonlyMap<string, Table>): Map<string, string> {
  const named = [...tables.values()].filter((table) => table.kind === 'tenant' && 'id' in table.columns);
  return new Map(named.map((table) => [`${camel(table.noun.replaceAll(' ', '_'))}Id`, table.name]));
}

/** A row that names its ticket or client goes with those alone: its invoice or contact would say the same once more. */
function columnsToFollow(table: Table, parents: ReadonlyMap<string, string>): [column: string, parent: string][] {
  const found = Object.entries(table.columns).flatMap(([name, column]): [string, string, string][] => {
    const parent = column.type === 'uuid' ? parents.get(name) : undefined;
    return parent ? [[name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), parent]] : [];
  });
  const direct = found.filter(([name]) => name === 'ticketId' || name === 'clientId');
  return (direct.length ? direct : found).map(([, column, parent]) => [column, parent]);
}

/** Reads as the packs leave the tables: each narrowed table that a statement names is put before it under its own name. */
export function narrowedRows(rows: Rows, tables: Known['tables'], narrowed: Narrowed, tenant: string): Rows {
  return (statement) => {
    const words = new Set(statement.compile().text.match(/[a-z_]+/g));
    const seen = [...words].flatMap((name) => {
      const left = tables.has(name) ? narrowed(name) : undefined;
      if (!left) return [];
      const table = identifier(name);
      return sql`${table} as not materialized (select x.* from public.${table} x where x.tenant_id = ${tenant} and ${left})`;
    });
    return rows(seen.length ? withTables(list(seen), statement) : statement);
  };
}

/** SQL: what packs leave of the rows that a permission such as `ticket.read` is about, over the alias; undefined: all. */
export function narrowedFor(
  tables: Known['tables'],
  { narrowed }: Actor,
  tenant: string,
  permission: string,
  alias: string,
): Sql | undefined {
  const noun = permission.slice(0, permission.indexOf('.')).replaceAll('_', ' ');
  const table = narrowed && [...tables.values()].find((one) => one.noun === noun);
  const left = table && narrowed(table.name);
  if (!left) return undefined;
  const id = alias ? sql`${identifier(alias)}.id` : sql`id`;
  return sql`${id} in (select x.id from public.${identifier(table.name)} x where x.tenant_id = ${tenant} and ${left})`;
}

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

/** Throws not_found, as for an unknown id, when an input names a record that packs hide from the actor. */
export async function assertInSight(
  rows: Rows,
  tables: Known['tables'],
  { narrowed }: Actor,
  tenant: string,
  input: unknown,
): Promise<void> {
  const ids = narrowed ? [...new Set(JSON.stringify(input, plainly)?.match(uuid))] : [];
  if (!narrowed || ids.length === 0) return;
  const hidden = [...tables.values()].flatMap((table) => {
    const left = 'id' in table.columns ? narrowed(table.name) : undefined;
    if (!left) return [];
    return sql`select ${table.noun} as noun where exists (select from public.${identifier(table.name)} x
      where x.tenant_id = ${tenant} and x.id = any(${ids}::uuid[]) and not coalesce(${left}, false))`;
  });
  const [first] = hidden.length ? await rows<{ noun: string }>(sql`${join(hidden, sql` union all `)} limit 1`) : [];
  if (first) throw notFound(first.noun);
}

const plainly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
