import { protect, tenantTable, type Migration } from '@kelp/platform/migrate';

/** The own domain of a workspace's client portal, and the route by which a request that comes to it finds the workspace. */
export const portalDomains: Migration = {
  name: '0065-portal-domains',
  async up(knex) {
    await tenantTable(
      knex,
      'portal_domains',
      `host text not null check (host = lower(host) and length(host) between 4 and 253), token text not null,
       verified_at timestamptz, checked_at timestamptz, missing_since timestamptz, is_checking boolean not null default false,
       problem text check (problem in ('missing', 'wrong', 'unreachable', 'taken', 'lost'))`,
    );
    await knex.raw('create unique index portal_domains_one on portal_domains (tenant_id)');
    await knex.raw(
      'create table portal_domain_routes (tenant_id uuid not null references tenants (id), host text primary key)',
    );
    await protect(knex, 'portal_domain_routes');
    await knex.raw(
      'create policy portal_domain_routes_directory on portal_domain_routes for select to kelp_directory using (true)',
    );
    await knex.raw('grant select on portal_domain_routes to kelp_directory');
    await knex.raw(`create function find_portal_domain(wanted text) returns uuid language sql stable security definer
      set search_path = pg_catalog, public as $$ select r.tenant_id from public.portal_domain_routes r
      join public.tenants t on t.id = r.tenant_id where r.host = lower(wanted) and t.is_active $$`);
    await knex.raw('revoke all on function find_portal_domain(text) from public');
    await knex.raw('grant execute on function find_portal_domain(text) to kelp_app');
    await knex.raw('alter function find_portal_domain(text) owner to kelp_directory');
  },
};
