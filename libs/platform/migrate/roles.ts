import type { Knex } from 'knex';

export interface RolePasswords {
  app: string;
  system: string;
}

async function exists(knex: Knex, role: string): Promise<boolean> {
  const found = await knex.raw('select 1 from pg_roles where rolname = ?', [role]);
  return found.rows.length > 0;
}

/**
 * Creates the installation's roles when they are missing (the caller may create roles):
 * kelp_owner owns the schema and cannot log in, kelp_app and kelp_system log in and own nothing,
 * kelp_search and kelp_directory own audited definer functions and cannot log in, kelp_backup reads every row for backups and cannot either:
 * the migrating login takes it.
 */
export async function createRoles(knex: Knex, passwords: RolePasswords): Promise<void> {
  for (const role of ['kelp_owner', 'kelp_search', 'kelp_directory', 'kelp_backup']) {
    if (!(await exists(knex, role))) await knex.raw(`create role ${role} nologin noinherit nosuperuser nobypassrls`);
  }
  const logins = { kelp_app: passwords.app, kelp_system: passwords.system };
  for (const [role, password] of Object.entries(logins)) {
    if (!(await exists(knex, role)))
      await knex.raw(`create role ${role} login noinherit nosuperuser nobypassrls nocreatedb nocreaterole`);
    await setPassword(knex, role, password);
  }
  await allowOwnership(knex);
}

/** The password goes through a setting, so that no message about a failed statement, ours or the server's, can repeat it. */
async function setPassword(knex: Knex, role: string, password: string): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw("select set_config('kelp.password', ?, true)", [password]);
    await transaction.raw(
      `do $$ begin execute format('alter role %I with login password %L', '${role}', current_setting('kelp.password')); end $$`,
    );
  });
}

/** Lets the migrating login act as kelp_owner, and kelp_owner hand functions over, without inheriting anybody's policies. */
async function allowOwnership(knex: Knex): Promise<void> {
  const { rows } = await knex.raw(
    `select current_setting('server_version_num')::int as version, rolsuper as is_super, current_user as name,
            current_database() as database from pg_roles where rolname = current_user`,
  );
  const { version, is_super: isSuper, name, database } = rows[0] as Record<string, never>;
  const options = Number(version) >= 160000 ? ' with inherit false, set true' : '';
  await knex.raw(`grant kelp_search, kelp_directory to kelp_owner${options}`);
  if (!isSuper) await knex.raw(`grant kelp_owner, kelp_backup to "${String(name)}"${options}`);
  await knex.raw(`grant create, connect on database "${String(database)}" to kelp_owner`);
  await knex.raw('alter schema public owner to kelp_owner');
  // Only its owner may grant on a schema; a superuser would do it unasked, another login has to become the owner first.
  await knex.transaction(async (owner) => {
    await owner.raw('set local role kelp_owner');
    await owner.raw('revoke create on schema public from public');
    await owner.raw('grant usage on schema public to kelp_app, kelp_system, kelp_backup');
    await owner.raw('grant usage, create on schema public to kelp_search, kelp_directory');
  });
}
