import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Services with dated prices, tax categories and dated tax rates. */
export const catalog: Migration = {
  name: '0004-catalog',
  async up(knex) {
    await tenantTable(knex, 'tax_categories', "name text not null, is_exempt boolean not null default false", { unique: [['name']] });
    await tenantTable(
      knex,
      'tax_rates',
      `category_id uuid not null, place text not null default '*', name text not null, ppm integer not null check (ppm between 0 and 1000000),
       valid daterange not null check (not isempty(valid)),
       constraint tax_rates_no_overlap exclude using gist (tenant_id with =, category_id with =, place with =, valid with &&)`,
      { references: { category_id: 'tax_categories' } },
    );
    await tenantTable(
      knex,
      'services',
      `name text not null, billing_method text not null check (billing_method in ('fixed', 'hourly', 'usage')), unit text not null default 'hour',
       tax_category_id uuid not null, is_active boolean not null default true, description text not null default ''`,
      { references: { tax_category_id: 'tax_categories' }, unique: [['name']] },
    );
    await tenantTable(
      knex,
      'service_prices',
      `service_id uuid not null, currency text not null, unit_price numeric not null check (unit_price >= 0), valid daterange not null check (not isempty(valid)),
       constraint service_prices_no_overlap exclude using gist (tenant_id with =, service_id with =, currency with =, valid with &&)`,
      { references: { service_id: 'services' } },
    );
  },
};
