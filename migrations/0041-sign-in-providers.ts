import { protect, tenantTable, type Migration } from '@kelp/platform/migrate';

/** Signing in with an account somewhere else (OpenID Connect), and the routes by which a door finds a workspace's providers. */
export const signInProviders: Migration = {
  name: '0041-sign-in-providers',
  async up(knex) {
    await tenantTable(
      knex,
      'sign_in_providers',
      `name text not null, preset text not null check (preset in ('google', 'microsoft', 'generic')), portal text not null check (portal in ('msp', 'client')),
       issuer text not null, client_id text not null, client_secret text not null default '', is_enabled boolean not null default false,
       may_create boolean not null default false, role_id uuid, domains text[] not null default '{}',
       is_second_factor boolean not null default false, check (not may_create or (portal = 'msp' and role_id is not null and cardinality(domains) > 0))`,
      { unique: [['name']], references: { role_id: 'roles' } },
    );
    await tenantTable(
      knex,
      'provider_identities',
      "user_id uuid not null, provider_id uuid not null, issuer text not null, subject text not null, email text not null default '', last_used_at timestamptz",
      {
        unique: [
          ['provider_id', 'issuer', 'subject'],
          ['provider_id', 'user_id'],
        ],
        references: { user_id: 'users', provider_id: 'sign_in_providers' },
        index: [['user_id']],
      },
    );
    await knex.raw(`create table provider_routes (tenant_id uuid not null references tenants (id), provider_id uuid primary key, portal text not null,
      name text not null, preset text not null)`);
    await protect(knex, 'provider_routes');
    await knex.raw(
      'create policy provider_routes_directory on provider_routes for select to kelp_directory using (true)',
    );
    await knex.raw('grant select on provider_routes to kelp_directory');
    await knex.raw(`create function find_providers(door text) returns table (tenant_id uuid, provider_id uuid, name text, preset text)
      language sql stable security definer set search_path = pg_catalog, public as
      $$ select r.tenant_id, r.provider_id, r.name, r.preset from public.provider_routes r join public.tenants t on t.id = r.tenant_id
         where r.portal = door and t.is_active order by lower(r.name), r.provider_id limit 12 $$`);
    await knex.raw('revoke all on function find_providers(text) from public');
    await knex.raw('grant execute on function find_providers(text) to kelp_app');
    await knex.raw('alter function find_providers(text) owner to kelp_directory');
  },
};
