import pg from 'pg';
import { AppError } from '@kelp/std';
import { copyOut, type CopyOut } from './copy';
import { columnList, quoted, sameTextEverywhere } from './text-format';

export interface TableShape {
  readonly name: string;
  /** Those that hold values of their own; generated ones follow from them. */
  readonly columns: readonly string[];
}

/** One moment of a whole database, past row-level security. */
export interface DatabaseReader {
  /** Names of the migrations that were run, sorted. */
  readonly level: readonly string[];
  /** The server's version, as `18.1`. */
  readonly postgres: string;
  readonly tables: readonly TableShape[];
  /** Where the sequences stand that anything was taken from. */
  readonly sequences: readonly { name: string; value: string }[];
  rows<T extends object>(text: string): Promise<T[]>;
  copy(table: TableShape): CopyOut;
}

const backupRole = 'kelp_backup';

/**
 * Opens one read-only transaction at one moment (repeatable read) as the role that may read every row and change none.
 * `url` is the login that runs migrations.
 * @throws AppError `backup.not_prepared` when the database lacks that role or hides a table from it.
 */
export async function readDatabase<T>(url: string, work: (reader: DatabaseReader) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'kelp-backup', keepAlive: true });
  // A connection that is lost fails the statement under way as well, which says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    for (const setting of [...sameTextEverywhere, 'set local statement_timeout = 0']) await client.query(setting);
    await client.query(`set local role ${backupRole}`).catch(() => {
      throw notPrepared('the database has no role for backups, or this login may not take it');
    });
    return await work(await describe(client));
  } finally {
    await client.end();
  }
}

const notPrepared = (why: string) =>
  new AppError('backup.not_prepared', 409, `No backup can be made: ${why}. Run "kelp migrate" first.`);

async function describe(client: pg.Client): Promise<DatabaseReader> {
  const rows = async <T extends object>(text: string) => (await client.query(text)).rows as T[];
  const hidden = await rows<{ name: string }>(hiddenTables);
  if (hidden.length > 0)
    throw notPrepared(`its role for backups may not read ${hidden.map(({ name }) => name).join(', ')}`);
  const [{ version = '' } = {}] = await rows<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  const level = await rows<{ name: string }>('select name from schema_migrations order by name');
  return {
    level: level.map(({ name }) => name),
    postgres: version,
    tables: await rows<TableShape>(tableShapes),
    sequences: await rows<{ name: string; value: string }>(
      `select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null order by 1`,
    ),
    rows,
    copy: ({ name, columns }) => copyOut(client, `copy (select ${columnList(columns)} from ${quoted(name)}) to stdout`),
  };
}

const ownTables = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;

// A table whose policy is missing would not fail, it would be empty.
const hiddenTables = `select c.relname as name from pg_class c where ${ownTables} and (not has_table_privilege(c.oid, 'select')
  or c.relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
    and '${backupRole}'::regrole = any(p.polroles) and pg_get_expr(p.polqual, p.polrelid) = 'true'))`;

const tableShapes = `select c.relname as name, array_agg(a.attname::text order by a.attname) as columns from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where ${ownTables} group by c.relname order by c.relname`;
