import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

const codes = `('S', 'Z', 'E', 'AE', 'K', 'G', 'O')`;

/** Places within places, by which the address of a client finds its taxes. */
async function places(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'tax_places',
    `code text not null check (length(code) between 1 and 60 and code <> '*'), name text not null check (length(name) between 1 and 100),
     kind text not null check (kind in ('country', 'region', 'county', 'city', 'district')), parent_id uuid, aliases jsonb not null default '[]',
     postal_codes jsonb not null default '[]', constraint tax_places_parent check ((kind = 'country') = (parent_id is null)), constraint tax_places_not_own check (parent_id <> id)`,
    { references: { parent_id: 'tax_places' }, index: [['parent_id']] },
  );
  await knex.raw('create unique index tax_places_code_unique on tax_places (tenant_id, lower(code))');
}

/** Components beside each other, compound ones, bands, holidays, and why nothing is charged. */
async function rates(knex: Db): Promise<void> {
  await knex.raw(
    `alter table tax_rates add column component text not null default '' check (length(component) <= 40), add column position integer not null default 0 check (position between 0 and 99),
       add column is_compound boolean not null default false, add column is_declared boolean not null default true,
       add column bands jsonb, add column code text check (code in ${codes}), add column reason_code text not null default '', add column is_holiday boolean not null default false,
       add constraint tax_rates_together check (is_declared or (not is_compound and bands is null)),
       add constraint tax_rates_code check (code is null or (code = 'S') = (ppm > 0 or bands is not null)),
       add constraint tax_rates_holiday check (not is_holiday or (ppm = 0 and bands is null and valid_to is not null and reason is not null))`,
  );
  await knex.raw('alter table tax_rates drop constraint tax_rates_no_overlap');
  await knex.raw(
    `alter table tax_rates add constraint tax_rates_no_overlap
       exclude using gist (tenant_id with =, category_id with =, place with =, component with =, daterange(valid_from, valid_to) with &&)`,
  );
}

/** What frees a client from tax, with its proof. */
async function clientTaxes(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'tax_exemptions',
    `client_id uuid not null, certificate text not null check (length(certificate) between 1 and 100), reason text not null check (length(reason) between 1 and 200),
     reason_code text not null default '', category_id uuid, place text, valid_from date not null, valid_to date check (valid_to > valid_from),
     file_name text, file_type text, file_size bigint, file_key text,
     constraint tax_exemptions_file check ((file_key is null) = (file_name is null) and (file_key is null) = (file_type is null) and (file_key is null) = (file_size is null))`,
    { references: { client_id: 'clients', category_id: 'tax_categories' }, index: [['client_id']] },
  );
  await knex.raw(
    'create unique index tax_exemptions_once on tax_exemptions (tenant_id, client_id, lower(certificate), category_id, place) nulls not distinct',
  );
  await tenantTable(
    knex,
    'client_vat_numbers',
    `client_id uuid not null, number text not null check (length(number) between 4 and 20), country text not null check (country ~ '^[A-Z]{2}$'),
     check_state text not null check (check_state in ('format', 'confirmed', 'refused', 'unreachable')), check_note text not null default '',
     checked_at timestamptz not null, checked_by text not null, is_reverse_charge boolean not null default false, valid_from date not null,
     constraint client_vat_numbers_refused check (not is_reverse_charge or check_state <> 'refused')`,
    { references: { client_id: 'clients' }, unique: [['client_id']] },
  );
}

/** What documents keep of their taxes. */
async function documents(knex: Db): Promise<void> {
  await knex.raw(
    `alter table invoice_taxes add column component text not null default '', add column name text not null default '', add column code text not null default ''
       check (code = '' or code in ${codes}), add column reason_code text not null default '', add column evidence text not null default ''`,
  );
  await knex.raw('alter table invoice_taxes drop constraint invoice_taxes_key');
  await knex.raw(
    `alter table invoice_taxes add constraint invoice_taxes_key
       primary key (tenant_id, invoice_id, category, place, rate_ppm, component, code, reason_code, evidence)`,
  );
  await knex.raw(
    'alter table invoice_lines add column includes_tax boolean not null default false, add column tax_details jsonb',
  );
  await knex.raw(
    `alter table invoices add column tax_basis text not null default 'table' check (tax_basis in ('table', 'original')),
       add constraint invoices_tax_basis_of_correction check (tax_basis = 'table' or corrects_invoice_id is not null)`,
  );
  await knex.raw("create index invoices_tax_report_index on invoices (tenant_id, invoice_date) where state = 'final'");
}

/** Tax point and rounding follow the workspace unless a profile has its own; prices may have the tax in them. */
async function prices(knex: Db): Promise<void> {
  await knex.raw(
    `alter table billing_profiles alter column tax_point drop not null, alter column tax_point drop default,
       alter column tax_rounding drop not null, alter column tax_rounding drop default, drop constraint billing_profiles_tax_point_check,
       add constraint billing_profiles_tax_point_check check (tax_point in ('service_end', 'delivery', 'invoice_date'))`,
  );
  await knex.raw('alter table contracts add column prices_include_tax boolean not null default false');
  await knex.raw('alter table services add column prices_include_tax boolean not null default false');
}

/** The tax service: places, components, exemptions with proof, reverse charge, prices with tax in them, and what documents keep of it. */
export const tax: Migration = {
  name: '0038-tax',
  async up(knex) {
    await places(knex);
    await rates(knex);
    await clientTaxes(knex);
    await documents(knex);
    await prices(knex);
  },
};
