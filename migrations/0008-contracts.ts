import { tenantTable, type Migration } from '@kelp/platform/migrate';
import type { Knex } from 'knex';

/** Who pays, in which currency, on which terms and under which tax. */
async function billingProfiles(knex: Knex) {
  await tenantTable(
    knex,
    'billing_profiles',
    `client_id uuid not null, name text not null default 'Standard', currency text not null, zone text not null,
     terms_kind text not null default 'net' check (terms_kind in ('on_receipt', 'net', 'end_of_month', 'fixed_day')),
     terms_days integer not null default 30 check (terms_days between 0 and 365),
     tax_place text not null default '*', tax_point text not null default 'service_end' check (tax_point in ('service_end', 'invoice_date')),
     tax_rounding text not null default 'document' check (tax_rounding in ('document', 'line')),
     requires_address boolean not null default false, address text not null default '', email text, is_default boolean not null default false,
     constraint billing_profiles_fixed_day check (terms_kind <> 'fixed_day' or terms_days between 1 and 31)`,
    {
      references: { client_id: 'clients' },
      unique: [
        ['client_id', 'name'],
        ['client_id', 'id'],
      ],
    },
  );
  await knex.raw(
    'create unique index billing_profiles_one_default on billing_profiles (tenant_id, client_id) where is_default',
  );
}

async function contractsAndVersions(knex: Knex) {
  await tenantTable(
    knex,
    'contracts',
    `client_id uuid, billing_profile_id uuid, name text not null check (length(name) between 1 and 200), currency text not null,
     status text not null default 'draft' check (status in ('draft', 'active', 'ended')), starts_on date not null, ends_on date check (ends_on >= starts_on),
     cycle text not null check (cycle in ('weekly', 'two_weekly', 'four_weekly', 'monthly', 'quarterly', 'half_yearly', 'annual')),
     anchor_kind text not null check (anchor_kind in ('day', 'last_day', 'reference')), anchor_on date not null,
     anchor_day smallint check (anchor_day between 1 and 31), lead_days integer not null default 0 check (lead_days between 0 and 366),
     po_number text not null default '',
     constraint contracts_template check (client_id is not null or (status = 'draft' and billing_profile_id is null)),
     constraint contracts_weeks_by_reference check ((cycle in ('weekly', 'two_weekly', 'four_weekly')) = (anchor_kind = 'reference')),
     constraint contracts_day_of_month check (anchor_day is null or anchor_kind = 'day'),
     constraint contracts_profile_of_client_fk foreign key (tenant_id, client_id, billing_profile_id) references billing_profiles (tenant_id, client_id, id)`,
    { references: { client_id: 'clients' }, index: [['client_id', 'status']] },
  );
  await tenantTable(
    knex,
    'contract_versions',
    `contract_id uuid not null, number integer not null check (number >= 1), valid_from date not null, valid_to date check (valid_to > valid_from),
     note text not null default '',
     constraint contract_versions_no_overlap exclude using gist (tenant_id with =, contract_id with =, daterange(valid_from, valid_to) with &&)`,
    { references: { contract_id: 'contracts' }, unique: [['contract_id', 'number']] },
  );
}

const kinds = `kind in ('fixed', 'hourly', 'usage', 'bucket', 'prepaid', 'seats')`;

async function lines(knex: Knex) {
  await tenantTable(
    knex,
    'contract_lines',
    `contract_id uuid not null, kind text not null check (${kinds}), service_id uuid not null, name text not null check (length(name) between 1 and 200),
     position integer not null, timing text not null check (timing in ('advance', 'arrears')),
     proration text not null default 'actual' check (proration in ('actual', 'fixed_30', 'none')),
     starts_on date not null, ends_on date check (ends_on >= starts_on),
     constraint contract_lines_worked_in_arrears check (kind in ('fixed', 'bucket', 'prepaid', 'seats') or timing = 'arrears')`,
    {
      references: { contract_id: 'contracts', service_id: 'services' },
      unique: [
        ['contract_id', 'position'],
        ['contract_id', 'id'],
        ['id', 'kind'],
      ],
      index: [['service_id']],
    },
  );
  await tenantTable(
    knex,
    'contract_line_services',
    'line_id uuid not null, service_id uuid not null, weight numeric not null default 1 check (weight > 0)',
    {
      references: { line_id: 'contract_lines', service_id: 'services' },
      unique: [['line_id', 'service_id']],
      index: [['service_id']],
    },
  );
  await tenantTable(
    knex,
    'contract_line_terms',
    `line_id uuid not null, kind text not null check (${kinds}), version_id uuid not null, valid_from date not null, valid_to date check (valid_to > valid_from),
     price numeric, quantity numeric check (quantity >= 0), hourly_rate numeric check (hourly_rate >= 0),
     minimum_minutes integer check (minimum_minutes between 0 and 1440), increment_minutes integer check (increment_minutes between 1 and 1440),
     rounding_scope text check (rounding_scope in ('entry', 'ticket_day', 'line')),
     details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
     constraint contract_line_terms_kind_of_line_fk foreign key (tenant_id, line_id, kind) references contract_lines (tenant_id, id, kind),
     constraint contract_line_terms_fixed check (kind <> 'fixed' or (price is not null and quantity is not null and hourly_rate is null)),
     constraint contract_line_terms_hourly check (kind <> 'hourly' or (price is null and quantity is null and minimum_minutes is not null
       and increment_minutes is not null and rounding_scope is not null)),
     constraint contract_line_terms_no_overlap exclude using gist (tenant_id with =, line_id with =, daterange(valid_from, valid_to) with &&)`,
    { references: { line_id: 'contract_lines', version_id: 'contract_versions' } },
  );
}

async function rateRules(knex: Knex) {
  await tenantTable(
    knex,
    'rate_rules',
    `contract_id uuid not null, line_id uuid, position integer not null check (position >= 1), service_id uuid, role text, work_type text, user_type text,
     is_after_hours boolean, rate numeric not null check (rate >= 0), valid_from date not null, valid_to date check (valid_to > valid_from),
     constraint rate_rules_line_of_contract_fk foreign key (tenant_id, contract_id, line_id) references contract_lines (tenant_id, contract_id, id),
     constraint rate_rules_no_overlap exclude using gist (tenant_id with =, contract_id with =, position with =, daterange(valid_from, valid_to) with &&)`,
    { references: { contract_id: 'contracts', service_id: 'services' } },
  );
}

/**
 * Billing profiles, contracts with versions, lines with dated terms, rate rules. A range holds `valid_from` (or
 * `starts_on`) up to but without `valid_to` (or `ends_on`). Prices are exact decimals of minor units.
 */
export const contracts: Migration = {
  name: '0008-contracts',
  async up(knex) {
    await billingProfiles(knex);
    await contractsAndVersions(knex);
    await lines(knex);
    await rateRules(knex);
  },
};
