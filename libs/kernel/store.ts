import { newId, notFound, stale } from '@kelp/std';
import {
  and,
  camel,
  identifier,
  JsonText,
  keyword,
  list,
  snake,
  sql,
  type NewRow,
  type Patch,
  type Row,
  type Rows,
  type Sql,
  type Table,
} from '@kelp/platform/db';

/** A change as the audit trail keeps it; null `before` for a new row, null `after` for a deleted one. */
export interface Change {
  readonly table: Table;
  readonly id: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  /** When it happened, where that was not at the time of its unit of work. */
  readonly at?: Date;
  /** The whole of a deleted row, for those who must be able to bring it back; the audit trail keeps `before`. */
  readonly gone?: Record<string, unknown>;
}

type Where<T> = { [K in keyof Row<T>]?: Row<T>[K] | readonly Row<T>[K][] | null };

interface ListOptions<T> {
  orderBy?: keyof Row<T> & string;
  direction?: 'asc' | 'desc';
  limit?: number;
  lock?: boolean;
}

/** Rows of the tenant. Every statement names tenant_id, beside the row-level security that forces it. */
export interface ReadStore {
  rows: Rows;
  /** The first row of a statement that must give one. */
  one<T>(statement: Sql): Promise<T>;
  maybe<T>(statement: Sql): Promise<T | undefined>;
  /** The row with this id. Throws not_found, also for rows of another tenant. */
  get<T extends Table>(table: T, id: string): Promise<Row<T>>;
  find<T extends Table>(table: T, where: Where<T>): Promise<Row<T> | undefined>;
  list<T extends Table>(table: T, where: Where<T>, options?: ListOptions<T>): Promise<Row<T>[]>;
}

export interface Store extends ReadStore {
  /** The row, locked until the commit. */
  lock<T extends Table>(table: T, id: string): Promise<Row<T>>;
  insert<T extends Table>(table: T, row: NewRow<T>): Promise<Row<T>>;
  /** Many rows in a few statements, each with its audit row; one that brings its own `createdAt` was made then. Returns them in their order. */
  insertAll<T extends Table>(table: T, rows: readonly NewRow<T>[]): Promise<Row<T>[]>;
  /** Many rows in one statement; no audit rows: for ledgers and generated rows. */
  insertMany<T extends Table>(table: T, rows: readonly NewRow<T>[]): Promise<void>;
  /** Changes a locked row; with `expectedVersion` a stale write is refused with the names of the fields that differ. */
  update<T extends Table>(table: T, id: string, patch: Patch<T>, expectedVersion?: number): Promise<Row<T>>;
  /** Gives all rows that fit the same values in one statement, each with its audit row. Returns the rows as they are after it. */
  updateAll<T extends Table>(table: T, where: Where<T>, patch: Patch<T>): Promise<Row<T>[]>;
  remove<T extends Table>(table: T, id: string): Promise<void>;
}

function condition(tenant: string, where: Record<string, unknown>): Sql {
  const parts = [sql`tenant_id = ${tenant}`];
  for (const [name, value] of Object.entries(where)) {
    const column = identifier(snake(name));
    if (value === null) parts.push(sql`${column} is null`);
    else if (Array.isArray(value)) parts.push(sql`${column} = any(${value})`);
    else if (value !== undefined) parts.push(sql`${column} = ${value}`);
  }
  return and(parts);
}

/** JSON columns take text: node-postgres would turn a top-level array into a Postgres array. */
function encode(table: Table, name: string, value: unknown): unknown {
  if (value instanceof JsonText) return value.text;
  return table.columns[name]?.type === 'jsonb' && value !== null && value !== undefined ? JSON.stringify(value) : value;
}

export function readStore(tenant: string, rows: Rows): ReadStore {
  const one = async <T>(statement: Sql) => {
    const [row] = await rows<T>(statement);
    if (!row) throw new Error('A statement that must give a row gave none.');
    return row;
  };
  const select = <T extends Table>(table: T, where: Where<T>, options: ListOptions<T> = {}) => {
    const order = options.orderBy
      ? sql` order by ${identifier(snake(options.orderBy))} ${keyword(options.direction ?? 'asc')}`
      : sql``;
    const limit = options.limit ? sql` limit ${options.limit}` : sql``;
    const lock = options.lock ? sql` for update` : sql``;
    return rows<Row<T>>(
      sql`select * from ${identifier(table.name)} where ${condition(tenant, where)}${order}${limit}${lock}`,
    );
  };
  return {
    rows,
    one,
    maybe: async <T>(statement: Sql) => (await rows<T>(statement))[0],
    list: select,
    find: async (table, where) => (await select(table, where, { limit: 1 }))[0],
    get: async (table, id) => {
      const [row] = await select(table, { id } as never, { limit: 1 });
      if (!row) throw notFound(table.noun);
      return row;
    },
  };
}

/** The writing side; every change is handed to `record` for the audit trail. */
export function writeStore(tenant: string, rows: Rows, now: () => Date, record: (change: Change) => void): Store {
  const read = readStore(tenant, rows);
  const lock = async <T extends Table>(table: T, id: string): Promise<Row<T>> => {
    const [row] = await read.list(table, { id } as never, { lock: true, limit: 1 });
    if (!row) throw notFound(table.noun);
    return row;
  };
  const insertRows = async <T extends Table>(table: T, list: readonly NewRow<T>[], isHistory: boolean) => {
    const inserted: Row<T>[] = [];
    const full = list.map((row) => complete(table, tenant, row, now()));
    for (const chunk of inChunks(full))
      inserted.push(...(await rows<Row<T>>(sql`${insertion(table, chunk)} returning *`)));
    for (const [place, row] of inserted.entries()) {
      const { id = null } = row as { id?: string };
      const isDated = isHistory && (list[place] as { createdAt?: Date } | undefined)?.createdAt !== undefined;
      const { createdAt: at } = row as { createdAt?: Date };
      record({ table, id, before: null, after: plain(table, row), ...(isDated && at ? { at } : {}) });
    }
    return inserted;
  };
  return {
    ...read,
    lock,
    insertAll: (table, list) => insertRows(table, list, true),
    insert: async (table, row) => {
      const [inserted] = await insertRows(table, [row], false);
      if (!inserted) throw new Error(`Inserting into ${table.name} gave no row.`);
      return inserted;
    },
    insertMany: async (table, list) => {
      const full = list.map((row) => complete(table, tenant, row, now()));
      for (const chunk of inChunks(full)) await rows(insertion(table, chunk));
    },
    update: async (table, id, patch, expectedVersion) => {
      const before = await lock(table, id);
      assertFresh(table, before, patch, expectedVersion);
      const changed = differences(before, patch);
      if (Object.keys(changed).length === 0) return before;
      const sets = [...assignments(table, changed), ...standardChanges(table, now())];
      const [after] = await rows<Row<typeof table>>(
        sql`update ${identifier(table.name)} set ${list(sets)} where tenant_id = ${tenant} and id = ${id} returning *`,
      );
      if (!after) throw notFound(table.noun);
      const names = Object.keys(changed);
      record({ table, id, before: pick(table, before, names), after: pick(table, after, names) });
      return after;
    },
    updateAll: async (table, where, patch) => {
      const before = new Map((await read.list(table, where, { lock: true })).map((row) => [idOf(row), row]));
      const names = Object.keys(patch);
      if (before.size === 0 || names.length === 0) return [];
      const after = await rows<Row<typeof table>>(
        sql`update ${identifier(table.name)} set ${list([...assignments(table, patch), ...standardChanges(table, now())])}
            where tenant_id = ${tenant} and id = any(${[...before.keys()]}::uuid[]) returning *`,
      );
      for (const row of after) {
        const old = before.get(idOf(row));
        if (old) record({ table, id: idOf(row), before: pick(table, old, names), after: pick(table, row, names) });
      }
      return after;
    },
    remove: async (table, id) => {
      const before = await lock(table, id);
      await rows(sql`delete from ${identifier(table.name)} where tenant_id = ${tenant} and id = ${id}`);
      record({ table, id, before: plain(table, before), after: null, gone: before });
    },
  };
}

/** A statement takes 65,535 values at most. */
export const inChunks = <T>(all: readonly T[], size = 1000): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

const idOf = (row: object): string => String((row as { id?: string }).id);

const assignments = (table: Table, patch: object): Sql[] =>
  Object.entries(patch).map(([name, value]) => sql`${identifier(snake(name))} = ${encode(table, name, value)}`);

const standardChanges = (table: Table, now: Date): Sql[] =>
  'version' in table.columns ? [sql`version = version + 1`, sql`updated_at = ${now}`] : [];

function complete(table: Table, tenant: string, row: object, now: Date): Record<string, unknown> {
  const full: Record<string, unknown> = { tenantId: tenant };
  if ('id' in table.columns) full['id'] = newId();
  if ('createdAt' in table.columns) full['createdAt'] = now;
  if ('updatedAt' in table.columns) full['updatedAt'] = now;
  for (const [name, value] of Object.entries(row)) if (value !== undefined) full[name] = value;
  return full;
}

/** One INSERT; a name missing in one row takes the column's default. */
function insertion(table: Table, rows: Record<string, unknown>[]): Sql {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  for (const name of names) if (!(name in table.columns)) throw new Error(`${table.name} has no column ${name}.`);
  const columns = list(names.map((name) => identifier(snake(name))));
  const isColumnar =
    rows.length > 1 &&
    names.every((name) => !typeOf(table, name).startsWith('_')) &&
    rows.every((row) => Object.keys(row).length === names.length);
  const values = isColumnar ? arrays(table, names, rows) : tuples(table, names, rows);
  return sql`insert into ${identifier(table.name)} (${columns}) ${values}`;
}

const typeOf = (table: Table, name: string): string => table.columns[name]?.type ?? '';

const tuples = (table: Table, names: string[], rows: Record<string, unknown>[]): Sql =>
  sql`values ${list(
    rows.map(
      (row) =>
        sql`(${list(names.map((name) => (name in row ? sql`${encode(table, name, row[name])}` : sql`default`)))})`,
    ),
  )}`;

/** Rows that all have the same names, one parameter a column: quickly sent, read and planned, however many there are. */
function arrays(table: Table, names: string[], rows: Record<string, unknown>[]): Sql {
  const column = (name: string) => {
    const values = rows.map((row) => encode(table, name, row[name]));
    // Within an array of Postgres every quotation mark of a JSON text would be escaped and read once more.
    if (typeOf(table, name) === 'jsonb')
      return sql`jsonb_array_elements(${`[${values.map((value) => value ?? 'null').join(',')}]`}::jsonb)`;
    return sql`unnest(${values}::${identifier(typeOf(table, name))}[])`;
  };
  const picked = names.map((name) => {
    const own = sql`x.${identifier(snake(name))}`;
    return typeOf(table, name) === 'jsonb' ? sql`nullif(${own}, 'null'::jsonb)` : own;
  });
  return sql`select ${list(picked)} from rows from (${list(names.map(column))}) as x(${list(
    names.map((name) => identifier(snake(name))),
  )})`;
}

const isEqual = (a: unknown, b: unknown): boolean => {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (typeof a === 'object' && typeof b === 'object') return JSON.stringify(a) === JSON.stringify(b);
  return a === b;
};

function differences(before: object, patch: object): Record<string, unknown> {
  const old = before as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(patch).filter(([name, value]) => value !== undefined && !isEqual(old[name], value)),
  );
}

function assertFresh(table: Table, before: object, patch: object, expectedVersion: number | undefined): void {
  const version = (before as { version?: number }).version;
  if (expectedVersion === undefined || version === expectedVersion) return;
  throw stale(table.noun, Object.keys(differences(before, patch)));
}

/** What the audit trail may hold of a row: no secrets, no bigint or Date objects. */
function plain(table: Table, row: object): Record<string, unknown> {
  return pick(table, row, Object.keys(row));
}

const uninteresting = new Set(['tenantId', 'createdAt', 'updatedAt', 'version']);

function pick(table: Table, row: object, names: string[]): Record<string, unknown> {
  const values = row as Record<string, unknown>;
  const kept: Record<string, unknown> = {};
  for (const name of names) {
    if (uninteresting.has(name)) continue;
    const value = values[name];
    kept[camel(name)] = table.secret.has(name) ? '[hidden]' : typeof value === 'bigint' ? value.toString() : value;
  }
  return kept;
}
