import type { Knex } from 'knex';

export interface RolePasswords {
  app: string;
  system: string;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function exists(knex: Knex, role: string): Promise<boolean> {
  const found = await knex.raw('select 1 from pg_roles where rolname = ?', [role]);
  return found.rows.length > 0;
}

/**
 * Creates the installation's roles when they are missing (the caller may create roles):
 * kelp_owner owns the schema and cannot log in, kelp_app and kelp_system log in and own nothing,
 * kelp_search and kelp_directory own audited definer functions and cannot log in.
 */
export async function createRoles(knex: Knex, passwords: RolePasswords): Promise<void> {
  for (const role of ['kelp_owner', 'kelp_search', 'kelp_directory']) {
    if (!(await exists(knex, role))) await knex.raw(`create role ${role} nologin noinherit nosuperuser nobypassrls`);
  }
  const logins = { kelp_app: passwords.app, kelp_system: passwords.system };
  for (const [role, password] of Object.entries(logins)) {
    const settings = `login noinherit nosuperuser nobypassrls nocreatedb nocreaterole password ${literal(password)}`;
    await knex.raw(`${(await exists(knex, role)) ? 'alter' : 'create'} role ${role} with ${settings}`);
  }
  await allowOwnership(knex);
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
  if (!isSuper) await knex.raw(`grant kelp_owner to "${String(name)}"${options}`);
  await knex.raw(`grant create, connect on database "${String(database)}" to kelp_owner`);
  await knex.raw('alter schema public owner to kelp_owner');
  await knex.raw('revoke create on schema public from public');
  await knex.raw('grant usage on schema public to kelp_app, kelp_system');
  await knex.raw('grant usage, create on schema public to kelp_search, kelp_directory');
}
