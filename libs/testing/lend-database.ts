import { addressFor, asSuperuser } from './database';

// Copying the template takes a second and more, emptying some milliseconds: each jest worker keeps its databases from file to file.
const lent = new Set<string>();

/**
 * Lends a database that holds what the template holds and nothing else, until it is given back: one that an earlier file of this
 * worker gave back, emptied, or a new copy when there is none or somebody changed its schema. Returns its name.
 */
export async function lendDatabase(superUrl: string, template: string): Promise<string> {
  const name = freeName(`${template}_w${process.env['JEST_WORKER_ID'] ?? '0'}`);
  lent.add(name);
  const [kept] = await asSuperuser<{ fingerprint: string | null }>(
    superUrl,
    `select shobj_description(oid, 'pg_database') as fingerprint from pg_database where datname = $1`,
    [name],
  );
  if (kept?.fingerprint && kept.fingerprint === (await emptied(addressFor(superUrl, name)))) return name;
  await asSuperuser(superUrl, `drop database if exists ${name} with (force)`);
  await asSuperuser(superUrl, `create database ${name} template ${template} strategy wal_log`);
  const fingerprint = await fingerprintOf(addressFor(superUrl, name));
  await asSuperuser(superUrl, `comment on database ${name} is '${fingerprint}'`);
  return name;
}

/** Gives it back for the next file; whoever is still connected to it is thrown out. */
export async function giveBack(superUrl: string, name: string): Promise<void> {
  await asSuperuser(superUrl, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  lent.delete(name);
}

function freeName(stem: string): string {
  let number = 1;
  while (lent.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

// Migrations write no rows but those that say which of them ran. Without triggers and foreign keys, which would refuse to take
// away what the product never takes away.
const takeRowsAway = `
do $$ declare t regclass; begin
  set local session_replication_role = replica;
  for t in select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    and relname <> 'schema_migrations' and pg_relation_size(oid) > 0 loop
    execute format('delete from %s', t);
  end loop;
  perform setval(seqrelid, seqstart, false) from pg_sequence;
end $$`;

async function emptied(url: string): Promise<string> {
  await asSuperuser(url, takeRowsAway);
  return fingerprintOf(url);
}

/** What tests that change the schema would change: tables, columns, indexes, functions, triggers and policies. */
async function fingerprintOf(url: string): Promise<string> {
  const [row] = await asSuperuser<{ fingerprint: string }>(
    url,
    `select concat_ws('/',
       (select count(*) from pg_class), (select count(*) from pg_attribute where not attisdropped), (select count(*) from pg_proc),
       (select count(*) from pg_constraint), (select count(*) from pg_policy), (select count(*) from pg_trigger where tgenabled = 'O')) as fingerprint`,
  );
  return String(row?.fingerprint);
}
