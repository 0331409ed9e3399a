/** The typed columns of one table as the code knows them; a schema test holds them against the catalog. */
export interface Column<T> {
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
  /** Carries the TypeScript type; never set. */
  readonly _type?: T;
}

export type TableKind = 'tenant' | 'reference' | 'control';

export interface Table<C extends Columns = Columns> {
  readonly name: string;
  /** What a person calls one row: used in "This … does not exist". */
  readonly noun: string;
  readonly kind: TableKind;
  readonly columns: C;
  /** Columns whose values never enter the audit trail. */
  readonly secret: ReadonlySet<string>;
  /** Constraint name → sentence for a unique or exclusion violation. */
  readonly conflicts: Record<string, string>;
  /** False for ledgers: rows are written once and no audit row repeats them. */
  readonly isAudited: boolean;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the only way to say "a column of whatever type" in a constraint
export type Columns = Record<string, Column<any>>;
export type Row<T> = T extends Table<infer C> ? { [K in keyof C]: C[K] extends Column<infer V> ? V : never } : never;
type Automatic = 'tenantId' | 'createdAt' | 'updatedAt' | 'version';
type RequiredKeys<C extends Columns> = {
  [K in keyof C]: K extends Automatic | 'id'
    ? never
    : C[K]['hasDefault'] extends true
      ? never
      : C[K]['isNullable'] extends true
        ? never
        : K;
}[keyof C];
export type NewRow<T> =
  T extends Table<infer C>
    ? { [K in RequiredKeys<C>]: C[K] extends Column<infer V> ? V : never } & {
        [K in Exclude<keyof C, RequiredKeys<C> | 'tenantId'>]?: C[K] extends Column<infer V> ? V : never;
      }
    : never;
export type Patch<T> = Partial<Row<T>>;

type Kept<T, N extends boolean, D extends boolean> = Column<T> & { isNullable: N; hasDefault: D };
interface Builder<T> extends Kept<T, false, false> {
  orNull(): Kept<T | null, true, false>;
  withDefault(): Kept<T, false, true>;
}

function column<T>(type: string): Builder<T> {
  const base = { type, isNullable: false as const, hasDefault: false as const };
  return {
    ...base,
    orNull: () => ({ type, isNullable: true, hasDefault: false }),
    withDefault: () => ({ type, isNullable: false, hasDefault: true }),
  };
}

export const uuid = () => column<string>('uuid');
export const text = <T extends string = string>() => column<T>('text');
export const integer = () => column<number>('int4');
export const smallint = () => column<number>('int2');
export const bigint = () => column<bigint>('int8');
/** An exact decimal, kept as text so that no binary fraction ever touches it. */
export const decimal = () => column<string>('numeric');
export const boolean = () => column<boolean>('bool');
export const instant = () => column<Date>('timestamptz');
/** A local date `YYYY-MM-DD`. */
export const localDate = () => column<string>('date');
/** The value of a JSON column that is a text already; it is sent as it is instead of being written once more. */
export class JsonText {
  constructor(readonly text: string) {}
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

export const json = <T>() => column<T>('jsonb');
/** The words of a text as Postgres keeps them for searching; only the database writes and reads it. */
export const wordVector = () => column<string>('tsvector');
export const uuidList = () => column<string[]>('_uuid');
export const textList = <T extends string = string>() => column<T[]>('_text');

/** The columns that every tenant table gets from the migration helper. */
const own = {
  tenantId: uuid(),
  id: uuid(),
  createdAt: instant().withDefault(),
  updatedAt: instant().withDefault(),
  version: integer().withDefault(),
};

interface TableOptions {
  noun?: string;
  secret?: string[];
  conflicts?: Record<string, string>;
  isAudited?: boolean;
}

/** Declares a tenant table with the standard columns (tenant_id, id, created_at, updated_at, version) and these. */
export function tenantColumns<C extends Columns>(name: string, columns: C, options: TableOptions = {}) {
  return describe(name, 'tenant', { ...own, ...columns }, options);
}

/** Declares a tenant table whose key is its own business (ledgers, counters): nothing is added but tenant_id. */
export function bareTenantColumns<C extends Columns>(name: string, columns: C, options: TableOptions = {}) {
  return describe(name, 'tenant', { tenantId: uuid(), ...columns }, options);
}

/** Declares a reference table: small, read-only for the app, the same for every tenant. */
export function referenceColumns<C extends Columns>(name: string, columns: C) {
  return describe(name, 'reference', columns, {});
}

/** Declares a control table: tenants, routing, leases; belongs to the installation. */
export function controlColumns<C extends Columns>(name: string, columns: C) {
  return describe(name, 'control', columns, {});
}

/** One of them: tickets, categories, statuses, mailboxes. */
const singular = (nouns: string) => nouns.replace(/ies$|(?<=ss|us|x)es$|s$/, (ending) => (ending === 'ies' ? 'y' : ''));

function describe<C extends Columns>(name: string, kind: TableKind, columns: C, options: TableOptions): Table<C> {
  return {
    name,
    kind,
    columns,
    noun: options.noun ?? singular(name.replaceAll('_', ' ')),
    secret: new Set(options.secret ?? []),
    conflicts: options.conflicts ?? {},
    isAudited: options.isAudited ?? true,
  };
}

const toSnake = new Map<string, string>();
/** `closedAt` → `closed_at`. */
export function snake(name: string): string {
  let known = toSnake.get(name);
  if (known === undefined) {
    known = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    toSnake.set(name, known);
  }
  return known;
}

const toCamel = new Map<string, string>();
/** `closed_at` → `closedAt`. */
export function camel(name: string): string {
  let known = toCamel.get(name);
  if (known === undefined) {
    known = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    toCamel.set(name, known);
  }
  return known;
}
