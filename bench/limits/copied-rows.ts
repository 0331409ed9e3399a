import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/**
 * The limit for an import: the rows that it wrote, with their audit and events, read by COPY from files into empty tables with the same
 * columns, checks and indexes. No right, no rule and no foreign key is looked at. Give the tables that the kind writes; the server reads files
 * of this machine.
 */
export async function copyWritten(
  tenant: string,
  tables: readonly string[],
): Promise<{ rows: number; seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'kelp-copy-'));
  // The server that comes along may run as somebody else.
  chmodSync(folder, 0o777);
  const client = new pg.Client({ connectionString: process.env['MIGRATION_DATABASE_URL'] });
  await client.connect();
  try {
    await client.query('drop schema if exists copied_rows cascade; create schema copied_rows');
    for (const table of tables) {
      await client.query(`create table copied_rows.${table} (like ${table} including all)`);
      // Written and read by the server: columns that it computes are left out.
      await client.query(
        `copy (select ${await columnsOf(client, table)} from ${table} where tenant_id = '${tenant}') to '${join(folder, table)}'`,
      );
    }
    const begin = performance.now();
    let rows = 0;
    for (const table of tables) {
      const columns = await columnsOf(client, table);
      const done = await client.query(`copy copied_rows.${table} (${columns}) from '${join(folder, table)}'`);
      rows += done.rowCount ?? 0;
    }
    return { rows, seconds: (performance.now() - begin) / 1000 };
  } finally {
    await client.query('drop schema if exists copied_rows cascade');
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]?.names ?? '';
}
