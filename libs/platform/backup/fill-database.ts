import pg from 'pg';
import { AppError } from '@kelp/std';
import { copyIn } from './copy';
import { columnList, quoted, sameTextEverywhere } from './text-format';

const owner = 'kelp_owner';
const refusal = (id: string, sentence: string) => new AppError(`restore.${id}`, 409, sentence);

export interface TableFiller {
  /** Puts rows in COPY’s text format into a table. Returns how many the server took. */
  fill(table: string, columns: readonly string[], content: AsyncIterable<Buffer>): Promise<number>;
  setSequence(name: string, value: string): Promise<void>;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'kelp-restore', keepAlive: true });
  // A connection that is lost fails the statement under way as well, which says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const namesOf = async (client: pg.Client, text: string) =>
  (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);

/** What there is in a database: nothing at all (`level` null), or tables of the level that these migrations made. */
export function stateOfDatabase(url: string): Promise<{ level: string[] | null; foreign: string[] }> {
  return withClient(url, async (client) => {
    const tables = await namesOf(
      client,
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition order by 1`,
    );
    if (!tables.includes('schema_migrations')) return { level: null, foreign: tables };
    return { level: await namesOf(client, 'select name from schema_migrations order by name'), foreign: [] };
  });
}

/** @throws AppError `restore.running` while a program works with this database. */
export function requireQuiet(url: string): Promise<void> {
  return withClient(url, async (client) => {
    const others = await namesOf(
      client,
      `select distinct coalesce(nullif(application_name, ''), usename) as name from pg_stat_activity
       where datname = current_database() and usename in ('kelp_app', 'kelp_system') order by 1`,
    );
    if (others.length > 0)
      throw refusal('running', `Kelp works with this database (${others.join(', ')}). Stop it, then restore.`);
  });
}

/**
 * Lets `work` fill the tables of a database that holds no rows, in one transaction: all of it is there afterwards, or nothing. Meanwhile no
 * trigger runs, and references are checked at the end. `replaced` are tables whose rows give way; rows anywhere else are refused.
 * @throws AppError `restore.not_empty`.
 */
export function fillDatabase<T>(
  url: string,
  replaced: readonly string[],
  untouched: readonly string[],
  work: (filler: TableFiller) => Promise<T>,
): Promise<T> {
  return withClient(url, async (client) => {
    await client.query('begin');
    for (const setting of [...sameTextEverywhere, 'set local statement_timeout = 0', "set local lock_timeout = '10s'"])
      await client.query(setting);
    await client.query(`set local role ${owner}`);
    const tables = (await namesOf(client, ownTables)).filter((name) => !untouched.includes(name));
    const guarded = await namesOf(
      client,
      `${ownTables.replace(/ order by.*/, '')} and c.relforcerowsecurity order by 1`,
    );
    // COPY refuses tables under row-level security; their owner passes it where it is not forced.
    for (const name of guarded) await client.query(`alter table ${quoted(name)} no force row level security`);
    await requireEmpty(client, tables, replaced);
    for (const name of tables) await client.query(`alter table ${quoted(name)} disable trigger user`);
    const references = (await client.query<{ table: string; name: string; definition: string }>(foreignKeys)).rows;
    for (const { table, name } of references)
      await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
    const result = await work({
      fill: (table, columns, content) => {
        if (!tables.includes(table)) throw refusal('table', `This database has no table ${table}.`);
        return copyIn(client, `copy ${quoted(table)} (${columnList(columns)}) from stdin`, content);
      },
      setSequence: async (name, value) =>
        void (await client.query('select setval($1::regclass, $2)', [quoted(name), value])),
    });
    for (const { table, name, definition } of references)
      await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
    for (const name of tables) await client.query(`alter table ${quoted(name)} enable trigger user`);
    for (const name of guarded) await client.query(`alter table ${quoted(name)} force row level security`);
    await client.query('commit');
    return result;
  });
}

const ownTables = `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and not c.relispartition order by 1`;

const foreignKeys = `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where k.contype = 'f' and k.conparentid = 0 and k.connamespace = 'public'::regnamespace order by 1, 2`;

async function requireEmpty(client: pg.Client, tables: readonly string[], replaced: readonly string[]): Promise<void> {
  for (const name of replaced) await client.query(`delete from ${quoted(name)}`);
  for (const name of tables) {
    const { rows } = await client.query(`select exists (select from ${quoted(name)}) as found`);
    if (rows[0]?.found)
      throw refusal(
        'not_empty',
        `The database is not empty: there are rows in ${name}. Restore into a new database, or a new KELP_DATA_DIR.`,
      );
  }
}
