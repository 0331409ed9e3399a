import { tenantTable, type Migration } from '@kelp/platform/migrate';
import type { Knex } from 'knex';

/** Dated counts of seats, devices and licences: never changed, only followed by later ones. */
async function quantities(knex: Knex) {
  await knex.raw(`alter table contract_lines add column count_method text check (count_method in ('start', 'end', 'peak', 'daily')),
    add constraint contract_lines_counted check ((kind = 'seats') = (count_method is not null)),
    add constraint contract_lines_counted_ahead check (kind <> 'seats' or timing = 'arrears' or count_method in ('start', 'daily'))`);
  await knex.raw(`alter table contract_line_terms
    add constraint contract_line_terms_seats check (kind <> 'seats' or (price is not null and quantity is null and hourly_rate is null))`);
  await tenantTable(
    knex,
    'quantity_events',
    `line_id uuid not null, on_date date not null, quantity numeric not null check (quantity >= 0), source text not null check (length(source) between 1 and 100),
     source_ref text not null check (length(source_ref) between 1 and 200), names jsonb not null default '[]' check (jsonb_typeof(names) = 'array'),
     note text not null default '', recorded_by text not null, recorded_at timestamptz not null`,
    {
      standard: false,
      references: { line_id: 'contract_lines' },
      unique: [['line_id', 'on_date', 'source_ref']],
      grants: 'select, insert, delete',
    },
  );
}

/** What was billed for the days of a line, so that a later count or late usage bills the difference only. Kinds of lines and sources are the code's. */
async function claimsWithAmounts(knex: Knex) {
  await knex.raw(
    'alter table period_claims add column quantity numeric, add column amount bigint, add column seen integer',
  );
  await knex.raw(
    'alter table invoice_lines drop constraint invoice_lines_kind_check, drop constraint invoice_lines_unit_check',
  );
  await knex.raw(
    `alter table invoice_lines add constraint invoice_lines_kind_check check (kind ~ '^[a-z_]{1,40}$'), add constraint invoice_lines_unit_check check (unit ~ '^[a-z_]{1,40}$')`,
  );
  await knex.raw('alter table claims drop constraint claims_source_kind_check');
  await knex.raw(`alter table claims add constraint claims_source_kind_check check (source_kind ~ '^[a-z_]{1,40}$')`);
}

/** Lines that count seats, devices, licences or products. */
export const countedLines: Migration = {
  name: '0029-counted-lines',
  async up(knex) {
    await quantities(knex);
    await claimsWithAmounts(knex);
  },
};
