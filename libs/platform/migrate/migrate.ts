import knexFactory, { type Knex } from 'knex';

export interface Migration {
  /** Sorted name, `0001-kernel`; never changed once released. */
  name: string;
  up(knex: Knex): Promise<void>;
}

export class SchemaTooNew extends Error {}

/** Opens a knex for migrations; it acts as kelp_owner after `actAsOwner`. */
export function openMigrationDatabase(url: string): Knex {
  return knexFactory({
    client: 'pg',
    connection: { connectionString: url, application_name: 'kelp-migrate' },
    pool: { min: 1, max: 1 },
  });
}

/** Oldest PostgreSQL that Kelp runs on. */
const oldestPostgres = 150000;

/** Refuses servers below PostgreSQL 15 with a sentence. */
export async function checkPostgresVersion(knex: Knex): Promise<void> {
  const { rows } = await knex.raw(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  );
  if (rows[0].number < oldestPostgres) {
    throw new Error(`PostgreSQL ${rows[0].name} is too old: Kelp needs 15 or newer.`);
  }
}

/**
 * Runs what is missing of the chain, in order, each step in its own transaction with a short lock timeout.
 * Throws SchemaTooNew when the database knows steps that this program does not.
 */
export async function migrate(knex: Knex, chain: Migration[], report: (line: string) => void): Promise<string[]> {
  await knex.raw('set role kelp_owner');
  await knex.raw("set lock_timeout = '5s'");
  await knex.raw(
    'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
  );
  await knex.raw('grant select on schema_migrations to kelp_app, kelp_system');
  const applied = new Set((await knex('schema_migrations').select('name')).map((row: { name: string }) => row.name));
  const unknown = [...applied].filter((name) => !chain.some((step) => step.name === name));
  if (unknown.length) {
    throw new SchemaTooNew(
      `This database was upgraded by a newer Kelp (${unknown.join(', ')}). Start that version, or restore a backup made before the upgrade.`,
    );
  }
  const missing = chain.filter((step) => !applied.has(step.name));
  for (const step of missing) {
    report(`migrating ${step.name}`);
    await knex.transaction(async (transaction) => {
      await transaction.raw('set local role kelp_owner');
      // Two programs starting at once: the second waits here, then finds the step done.
      await transaction.raw("select pg_advisory_xact_lock(hashtext('kelp-migrate'))");
      const done = await transaction('schema_migrations').where({ name: step.name }).first();
      if (done) return;
      await step.up(transaction);
      await transaction('schema_migrations').insert({ name: step.name });
    });
  }
  return missing.map((step) => step.name);
}

/** Whether this login may make the installation's roles. Throws what the server says when it cannot be reached. */
export async function mayCreateRoles(url: string): Promise<boolean> {
  const knex = openMigrationDatabase(url);
  try {
    const { rows } = await knex.raw(
      'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
    );
    return rows[0]?.may === true;
  } finally {
    await knex.destroy();
  }
}
