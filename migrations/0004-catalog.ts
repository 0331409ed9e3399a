import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Services with dated prices, tax categories and dated tax rates. A range holds `valid_from` up to but without `valid_to`. */
export const catalog: Migration = {
  name: '0004-catalog',
  async up(knex) {
    await tenantTable(
      knex,
      'tax_categories',
      `name text not null check (length(name) between 1 and 100), is_exempt boolean not null default false`,
      { unique: [['name']] },
    );
    await tenantTable(
      knex,
      'tax_rates',
      `category_id uuid not null, place text not null default '*', name text not null, ppm integer not null check (ppm between 0 and 1000000),
       reason text, valid_from date not null, valid_to date check (valid_to > valid_from),
       constraint tax_rates_no_overlap exclude using gist (tenant_id with =, category_id with =, place with =, daterange(valid_from, valid_to) with &&)`,
      { references: { category_id: 'tax_categories' } },
    );
    await tenantTable(
      knex,
      'services',
      `name text not null check (length(name) between 1 and 200), billing_method text not null check (billing_method in ('fixed', 'hourly', 'usage')),
       unit text not null default 'hour', tax_category_id uuid not null, is_active boolean not null default true, description text not null default '',
       minimum_minutes integer not null default 0 check (minimum_minutes between 0 and 1440),
       increment_minutes integer not null default 1 check (increment_minutes between 1 and 1440),
       rounding_scope text not null default 'entry' check (rounding_scope in ('entry', 'ticket_day', 'line'))`,
      { references: { tax_category_id: 'tax_categories' } },
    );
    await knex.raw('create unique index services_name_unique on services (tenant_id, lower(name))');
    await tenantTable(
      knex,
      'service_prices',
      `service_id uuid not null, currency text not null, unit_price numeric not null check (unit_price >= 0),
       valid_from date not null, valid_to date check (valid_to > valid_from),
       constraint service_prices_no_overlap exclude using gist (tenant_id with =, service_id with =, currency with =, daterange(valid_from, valid_to) with &&)`,
      { references: { service_id: 'services' } },
    );
  },
};
