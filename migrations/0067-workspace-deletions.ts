import type { Migration } from '@kelp/platform/migrate';

/**
 * A workspace may be taken away whole once the operator has said so with the login that migrates: the program's own role cannot say it, nor
 * make a workspace a demonstration, and without either no row of a ledger can be deleted. What was taken away is noted outside of it.
 */
export const workspaceDeletions: Migration = {
  name: '0067-workspace-deletions',
  async up(knex) {
    await knex.raw('alter table tenants add column deletion_began_at timestamptz');
    await knex.raw('revoke update on tenants from kelp_app');
    await knex.raw(
      'grant update (name, zone, currency, locale, is_active, updated_at, version) on tenants to kelp_app',
    );
    await knex.raw('grant update (deletion_began_at, is_active) on tenants to kelp_directory');
    await knex.raw('create policy tenants_deletion on tenants for update to kelp_directory using (true)');
    const { rows } =
      await knex.raw(`select c.relname as name, p.polname as policy from pg_policy p join pg_class c on c.oid = p.polrelid
      where p.polname = c.relname || '_demo_only' and c.relnamespace = 'public'::regnamespace`);
    for (const { name, policy } of rows as { name: string; policy: string }[])
      await knex.raw(`alter policy ${policy} on ${name} using (exists (select from tenants t where t.id = ${name}.tenant_id
        and (t.is_demo or t.deletion_began_at is not null)))`);
    await knex.raw(`create table workspace_deletions (id uuid primary key, workspace_id uuid not null, name text not null, deleted_by text not null,
      deleted_at timestamptz not null default now(), row_count bigint not null, file_count bigint not null, archive_sha256 text)`);
    await knex.raw('grant select, insert on workspace_deletions to kelp_app');
  },
};
