import pg from 'pg';
import { AppError, invalid, notFound, refused, unavailable } from '@kelp/std';
import type { Logger } from '../log';
import { camel } from './table';
import type { Sql } from './sql';

const parsers = new Map<number, (text: string) => unknown>([
  [20, (text) => BigInt(text)], // int8
  [1082, (text) => text], // date: a local date stays text
  [1700, (text) => text], // numeric: exact decimal stays text
]);
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
};

export type Rows = <T>(statement: Sql) => Promise<T[]>;

/** One transaction under one tenant. `rows` is the only way to the database. */
export interface Unit {
  readonly tenant: string;
  readonly rows: Rows;
  /** Sends a statement without waiting: its error surfaces at the commit. For writes whose result nobody reads. */
  send(statement: Sql): void;
  /** Business time of this unit: database time at its begin, shifted only under test. */
  time(): Promise<Date>;
}

/** The last one sees the rows of one moment, however many statements follow. */
export type Mode = 'READ ONLY' | 'READ WRITE' | 'ISOLATION LEVEL REPEATABLE READ, READ ONLY';

export interface Database {
  /** Runs `work` in one transaction under `tenant`; a rolled-back commit throws although Postgres does not. */
  inTenant<T>(tenant: string, mode: Mode, work: (unit: Unit) => Promise<T>, timeoutMs?: number): Promise<T>;
  /** One statement without a tenant, for definer functions and control tables. */
  control<T>(statement: Sql): Promise<T[]>;
  /** A transaction as kelp_system: sees only outbox, deliveries, jobs and due items, of all tenants. */
  asSystem<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  warm(): Promise<void>;
  check(): Promise<void>;
  close(): Promise<void>;
}

const quiet = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => {});
  return promise;
};

function openPool(url: string, max: number, log: Logger, name: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    pipeline: true,
    application_name: name,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  } as pg.PoolConfig);
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  // Without a listener a lost connection that is checked out ends the process.
  pool.on('connect', (client) => client.on('error', (error) => log.warn({ err: error }, 'database connection lost')));
  return pool;
}

function asObjects<T>(result: pg.QueryArrayResult): T[] {
  const names = result.fields.map((field) => camel(field.name));
  return result.rows.map((row: unknown[]) => {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index += 1) object[names[index] as string] = row[index];
    return object as T;
  });
}

/** A statement behind one that failed in its transaction fails for that reason, whichever of them is waited for. */
function runner(client: pg.PoolClient | pg.Pool): Rows {
  let reason: unknown;
  return async <T>(statement: Sql) => {
    const { text, values } = statement.compile();
    if (process.env['KELP_SQL_LOG']) process.stderr.write(`${text}\n`);
    try {
      return asObjects<T>(await quiet(client.query({ text, values, rowMode: 'array' })));
    } catch (error) {
      if (isPgError(error) && error.code === inFailedTransaction && reason !== undefined) throw reason;
      reason = error;
      throw error;
    }
  };
}

interface Pools {
  app: pg.Pool;
  system: pg.Pool | undefined;
}

async function commit(client: pg.PoolClient): Promise<void> {
  // COMMIT of a failed transaction resolves with the tag ROLLBACK: unchecked, a swallowed error becomes a false success.
  const done = await client.query('COMMIT');
  if (done.command !== 'COMMIT')
    throw new AppError('rolled_back', 500, 'The change could not be saved. Please try again.');
}

async function inTenant<T>(
  pool: pg.Pool,
  tenant: string,
  mode: Mode,
  work: (unit: Unit) => Promise<T>,
  timeoutMs: number,
) {
  const client = await pool.connect();
  let broken: Error | undefined;
  let isReleased = false;
  const release = () => {
    if (!isReleased) client.release(broken);
    isReleased = true;
  };
  try {
    quiet(client.query(`BEGIN ${mode}`));
    const setup = quiet(
      client.query({
        text: `SELECT set_config('app.tenant',$1,true), set_config('statement_timeout',$2,true), kelp_now() AS now`,
        values: [tenant, String(timeoutMs)],
      }),
    );
    const time = async () => (await setup).rows[0].now as Date;
    const rows = runner(client);
    const send = (statement: Sql) => void quiet(rows(statement));
    if (mode === 'READ WRITE') await setup;
    const result = await work({ tenant, rows, send, time });
    if (mode !== 'READ WRITE') {
      // Nothing hangs on the outcome of a read's COMMIT: the caller need not wait a trip for it.
      client.query('COMMIT').then(release, (error: Error) => {
        broken = error;
        release();
      });
      return result;
    }
    await commit(client);
    release();
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    release();
    throw error;
  }
}

async function asSystem<T>(pool: pg.Pool, work: (rows: Rows) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    quiet(client.query('BEGIN'));
    const result = await work(runner(client));
    await commit(client);
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function warm(pool: pg.Pool, count: number): Promise<void> {
  const clients = await Promise.all(Array.from({ length: count }, () => pool.connect()));
  clients.forEach((client) => client.release());
}

/** Opens the pools of one process. `systemUrl` only where relay, sweeps or job bookkeeping run. */
export function openDatabase(options: {
  url: string;
  systemUrl?: string | undefined;
  pool?: number;
  name: string;
  log: Logger;
}): Database {
  const pools: Pools = {
    app: openPool(options.url, options.pool ?? 8, options.log, options.name),
    system: options.systemUrl ? openPool(options.systemUrl, 2, options.log, `${options.name}-system`) : undefined,
  };
  return {
    inTenant: (tenant, mode, work, timeoutMs = 5000) => inTenant(pools.app, tenant, mode, work, timeoutMs),
    control: (statement) => runner(pools.app)(statement),
    asSystem: (work) => {
      if (!pools.system) throw new Error('This process has no SYSTEM_DATABASE_URL.');
      return asSystem(pools.system, work);
    },
    warm: () => warm(pools.app, Math.min(4, options.pool ?? 8)),
    check: async () => void (await pools.app.query('SELECT 1')),
    close: async () => void (await Promise.all([pools.app.end(), pools.system?.end()])),
  };
}

interface PgError extends Error {
  code: string;
  constraint?: string;
  table?: string;
}

const isPgError = (error: unknown): error is PgError =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'string';

/** Whether running the whole unit again may succeed (serialization failure, deadlock). */
export const isRetryable = (error: unknown): boolean =>
  isPgError(error) && (error.code === '40001' || error.code === '40P01');

/** Whether a statement failed because of other rows: they refer to this one, are missing, or hold its place. */
export const isHeldByOthers = (error: unknown): boolean =>
  isPgError(error) && (error.code === '23503' || error.code === '23505');

/** Whether a key or an exclusion refused a row since another one has its place. */
export const isTaken = (error: unknown): boolean =>
  isPgError(error) && (error.code === '23505' || error.code === '23P01');

const inFailedTransaction = '25P02';

const lostConnection = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '53300',
]);

/** Whether the connection was cut or refused: nobody knows then whether a COMMIT under way took effect, and nothing is wrong with the rows. */
export const isLostConnection = (error: unknown): boolean =>
  error instanceof Error &&
  (lostConnection.has(String((error as { code?: unknown }).code)) || error.message.startsWith('Connection terminated'));

const unreadable = new Set(['22P02', '22007', '22008']);

/**
 * Turns a database error into a sentence. A foreign key answers alike for a missing row and one of another tenant.
 * `conflicts` maps constraint names to what a person should read.
 */
export function explainDatabaseError(error: unknown, conflicts: Record<string, string>): unknown {
  if (isLostConnection(error)) return unavailable('The database');
  if (!isPgError(error)) return error;
  const sentence = error.constraint ? conflicts[error.constraint] : undefined;
  if (error.code === '23503') return sentence ? refused('in_use', sentence) : notFound('record');
  if (error.code === '23505' || error.code === '23P01') {
    return refused('conflict', sentence ?? 'There is already a record with these values.', {
      constraint: error.constraint,
    });
  }
  if (error.code === '23514' || error.code === '23502')
    return invalid(sentence ?? 'A value is missing or out of range.');
  if (error.code === '22001' || error.code === '22003') return invalid('A value is too long or too large.');
  if (error.code === '22021' || error.code === '22P05')
    return invalid('The text contains characters that cannot be stored.');
  // Most often a page address that somebody wrote by hand: what stands in it is read as an id or a time by PostgreSQL alone.
  if (unreadable.has(error.code))
    return invalid('A value could not be read. Correct it, or begin again from the first page of the list.');
  if (error.code === '57014')
    return new AppError('too_slow', 503, 'This took too long. Narrow the filter and try again.');
  return error;
}
