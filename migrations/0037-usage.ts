import { tenantTable, type Migration } from '@kelp/platform/migrate';
import type { Knex } from 'knex';

async function meters(knex: Knex) {
  await tenantTable(
    knex,
    'meters',
    `name text not null check (length(name) between 1 and 100), unit text not null check (length(unit) between 1 and 40),
     aggregate text not null check (aggregate in ('sum', 'max', 'last', 'unique')), service_id uuid not null, is_active boolean not null default true`,
    { references: { service_id: 'services' }, unique: [['name']] },
  );
  await tenantTable(
    knex,
    'meter_events',
    `meter_id uuid not null, event_id text not null check (length(event_id) between 1 and 200), id uuid not null, client_id uuid not null, work_date date not null,
     occurred_at timestamptz, quantity numeric not null, subject text not null default '' check (length(subject) <= 200),
     source text not null check (source in ('hand', 'paste', 'api')), at_catalogue boolean not null default false,
     recorded_by text not null, recorded_at timestamptz not null`,
    {
      standard: false,
      // The sender's id is the key: what is sent twice is written once.
      key: ['meter_id', 'event_id'],
      references: { meter_id: 'meters', client_id: 'clients' },
      unique: [['id']],
      index: [['client_id', 'meter_id', 'work_date']],
    },
  );
}

async function usageLines(knex: Knex) {
  await knex.raw(`alter table contract_lines add column meter_id uuid,
    add constraint contract_lines_meter_id_fk foreign key (tenant_id, meter_id) references meters (tenant_id, id),
    add constraint contract_lines_metered check ((kind = 'usage') = (meter_id is not null))`);
  await knex.raw('create index contract_lines_meter_id_index on contract_lines (tenant_id, meter_id)');
  await knex.raw(`alter table contract_line_terms add column pricing jsonb check (jsonb_typeof(pricing) = 'object'),
    add constraint contract_line_terms_usage check ((kind = 'usage') = (pricing is not null))`);
}

/** Meters, their events, and lines that price what a meter counts in a period. */
export const usage: Migration = {
  name: '0037-usage',
  async up(knex) {
    await meters(knex);
    await usageLines(knex);
  },
};
