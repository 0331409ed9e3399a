import { tenantTable, type Migration } from '@kelp/platform/migrate';
import type { Knex } from 'knex';

async function termsOfHours(knex: Knex) {
  await knex.raw(`alter table contract_line_terms
    add column included_minutes numeric check (included_minutes >= 0), add column prorates_included boolean not null default false,
    add column rollover text check (rollover in ('none', 'carried_first', 'base_first')),
    add column rollover_periods integer check (rollover_periods between 1 and 1000), add column rollover_cap numeric check (rollover_cap >= 0),
    add constraint contract_line_terms_bucket check (kind <> 'bucket' or (price is not null and quantity is null and hourly_rate is not null
      and included_minutes is not null and rollover is not null and minimum_minutes is not null and increment_minutes is not null and rounding_scope is not null)),
    add constraint contract_line_terms_prepaid check (kind <> 'prepaid' or (price is null and quantity is null and hourly_rate is not null
      and minimum_minutes is not null and increment_minutes is not null and rounding_scope is not null))`);
}

/** What a closed period of a bucket took in, used and handed on. Written with the invoice that holds it, gone with it. */
async function bucketStates(knex: Knex) {
  await tenantTable(
    knex,
    'bucket_states',
    `line_id uuid not null, period_from date not null, period_to date not null check (period_to > period_from),
     included numeric not null, rolled_in numeric not null, available numeric not null, used numeric not null, overage numeric not null,
     carried_out numeric not null, expired numeric not null, carried jsonb not null default '[]', invoice_id uuid not null, invoice_line_id uuid not null,
     constraint bucket_states_available check (available = included + rolled_in),
     constraint bucket_states_balanced check (available + overage = used + carried_out + expired),
     constraint bucket_states_no_overlap exclude using gist (tenant_id with =, line_id with =, daterange(period_from, period_to) with &&)`,
    {
      standard: false,
      key: ['line_id', 'period_from'],
      references: { line_id: 'contract_lines', invoice_id: 'invoices', invoice_line_id: 'invoice_lines' },
      index: [['invoice_id']],
      grants: 'select, insert, delete',
    },
  );
}

/** Blocks of prepaid minutes, and which work used them. */
async function prepaidLots(knex: Knex) {
  await tenantTable(
    knex,
    'prepaid_lots',
    `line_id uuid not null, minutes integer not null check (minutes between 1 and 10000000), price numeric not null check (price >= 0), bought_on date not null,
     expires_on date check (expires_on > bought_on), note text not null default ''`,
    { references: { line_id: 'contract_lines' }, index: [['line_id', 'bought_on']] },
  );
  await tenantTable(
    knex,
    'lot_uses',
    'lot_id uuid not null, entry_id uuid not null, minutes integer not null check (minutes > 0), invoice_id uuid not null, invoice_line_id uuid not null',
    {
      standard: false,
      key: ['lot_id', 'entry_id'],
      references: {
        lot_id: 'prepaid_lots',
        entry_id: 'time_entries',
        invoice_id: 'invoices',
        invoice_line_id: 'invoice_lines',
      },
      index: [['invoice_id'], ['entry_id']],
      grants: 'select, insert, delete',
    },
  );
  await knex.raw(`create function check_lot_within() returns trigger language plpgsql as $body$
    begin
      if (select sum(u.minutes) from lot_uses u where u.tenant_id = new.tenant_id and u.lot_id = new.lot_id)
         > (select l.minutes from prepaid_lots l where l.tenant_id = new.tenant_id and l.id = new.lot_id)
        then raise exception 'more is used than the block holds' using errcode = '23514', constraint = 'lot_uses_within';
      end if;
      return null;
    end $body$`);
  await knex.raw(
    'create constraint trigger lot_uses_check_within after insert on lot_uses deferrable initially deferred for each row execute function check_lot_within()',
  );
}

/** Buckets of hours with the state of each closed period, and prepaid blocks with their uses. */
export const hours: Migration = {
  name: '0030-hours',
  async up(knex) {
    await termsOfHours(knex);
    await bucketStates(knex);
    await prepaidLots(knex);
  },
};
