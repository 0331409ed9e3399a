import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** The colour and logo of a workspace, and how a door finds the workspace of an installation that has one only. */
export const branding: Migration = {
  name: '0064-branding',
  async up(knex) {
    await tenantTable(
      knex,
      'brand_logos',
      `name text not null, content_type text not null check (content_type in ('image/png', 'image/jpeg')),
       content text not null check (length(content) between 1 and 700000), added_at timestamptz not null`,
      { standard: false, grants: 'select, insert' },
    );
    await tenantTable(knex, 'brandings', `colour text check (colour ~ '^#[0-9a-f]{6}$'), logo_id uuid`, {
      references: { logo_id: 'brand_logos' },
    });
    await knex.raw('create unique index brandings_one on brandings (tenant_id)');
    await knex.raw(`create function only_workspace() returns uuid language sql stable security definer set search_path = pg_catalog, public as
      $$ select case when count(*) = 1 then min(id::text)::uuid end from public.tenants where is_active $$`);
    await knex.raw('revoke all on function only_workspace() from public');
    await knex.raw('grant execute on function only_workspace() to kelp_app');
    await knex.raw('alter function only_workspace() owner to kelp_directory');
  },
};
