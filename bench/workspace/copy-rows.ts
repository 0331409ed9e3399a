import pg from 'pg';

export interface Copy {
  table: string;
  /** Which rows are copied; $1 is the workspace, $2 the record that all of them hang on. */
  where: string;
  /** How many of each row a copy has. */
  each: number;
  /** The column that takes the number of the copy, where its text must be unique. */
  numbered?: string;
}

/**
 * Copies a record with the rows that hang on it so many times, by set: every id that is the record's or one of these rows' becomes a new one, the same in
 * all tables. Rows of which a copy has several are multiplied for the record itself too. Returns the ids of the new records.
 */
export async function copyRows(tenant: string, id: string, many: number, copies: readonly Copy[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: process.env['MIGRATION_DATABASE_URL'] });
  await client.connect();
  await client.query('set session_replication_role = replica');
  await client.query('create temporary table pattern_ids (id text primary key)');
  for (const { table, where } of copies)
    await client.query(
      `insert into pattern_ids select id::text from ${table} where tenant_id = $1 and ${where} on conflict do nothing`,
      [tenant, id],
    );
  for (const copy of copies) await copyTable(client, { tenant, id, many }, copy);
  const made = await client.query<{ id: string }>(
    `select ${idOfCopy(`$1::text`, 'n')} as id from generate_series(1, $2::int) as n`,
    [id, many],
  );
  await client.end();
  return made.rows.map((row) => row.id);
}

// The marks of a version 4 id, which the contracts ask for.
const idOfCopy = (value: string, number: string) =>
  `overlay(overlay(md5(${value} || '/' || ${number}) placing '4' from 13) placing '8' from 17)::uuid`;

async function copyTable(
  client: pg.Client,
  { tenant, id, many }: { tenant: string; id: string; many: number },
  { table, where, each, numbered }: Copy,
): Promise<void> {
  // Copy 0 is the record itself, which has the first of its rows already.
  await client.query(
    // What differs from copy to copy is found once a row; the record in a join of its own: expanded in the list of columns it would be made once for
    // each of them.
    `insert into ${table} select r.* from (
       select x as pattern, (select jsonb_object_agg(f.key, f.value #>> '{}') from jsonb_each(to_jsonb(x)) as f
           left join pattern_ids p on p.id = f.value #>> '{}' where f.key in ('id', $4) or p.id is not null) as own
       from ${table} as x where tenant_id = $1 and ${where} offset 0) as t
     cross join generate_series(0, $3::int) as n cross join generate_series(1, $5::int) as k
     cross join lateral jsonb_populate_record(t.pattern, (
       select jsonb_object_agg(f.key, case
         when f.key = 'id' then ${idOfCopy('f.value', `case when k = 1 then n::text else n || '-' || k end`)}::text
         when f.key = $4 then f.value || ' ' || n || '-' || k
         when n > 0 then ${idOfCopy('f.value', 'n')}::text
         else f.value end)
       from jsonb_each_text(t.own) as f)) as r
     where n > 0 or k > 1`,
    [tenant, id, many, numbered ?? '', each],
  );
}
