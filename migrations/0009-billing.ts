import { tenantTable, type Migration } from '@kelp/platform/migrate';
import type { Knex } from 'knex';

const ledger = { standard: false, grants: 'select, insert' };

async function runs(knex: Knex) {
  await tenantTable(
    knex,
    'billing_runs',
    `run_key text not null, scope_key text not null, cut_off date not null,
     state text not null default 'running' check (state in ('running', 'stopping', 'stopped', 'finished')),
     started_by text not null, started_at timestamptz not null, finished_at timestamptz,
     constraint billing_runs_finished check ((state in ('stopped', 'finished')) = (finished_at is not null))`,
    { unique: [['run_key']], index: [['scope_key']] },
  );
}

async function invoices(knex: Knex) {
  await tenantTable(
    knex,
    'invoices',
    `kind text not null default 'invoice' check (kind in ('invoice', 'credit_note')),
     state text not null default 'draft' check (state in ('draft', 'final', 'void')),
     client_id uuid not null, billing_profile_id uuid not null, run_id uuid, cut_off date not null,
     series text not null default 'invoice', number bigint check (number >= 1), number_text text,
     currency text not null, invoice_date date not null, due_date date not null, net bigint not null, tax bigint not null, total bigint not null,
     client_name text not null, billing_address text, claim_count integer not null check (claim_count >= 0),
     engine_version text not null, frozen_inputs jsonb not null, inputs_hash text not null, result_hash text not null,
     finalised_at timestamptz, voided_at timestamptz, void_reason text, sent_at timestamptz, sent_to text,
     pdf_state text not null default 'none' check (pdf_state in ('none', 'queued', 'ready', 'failed')),
     pdf_key text, pdf_size bigint, pdf_error text,
     constraint invoices_number_when_final check ((state = 'draft') = (number is null)),
     constraint invoices_number_shown check ((number is null) = (number_text is null) and (number is null) = (finalised_at is null)),
     constraint invoices_total check (total = net + tax),
     constraint invoices_never_negative check (kind <> 'invoice' or total >= 0),
     constraint invoices_void check ((state = 'void') = (voided_at is not null)),
     constraint invoices_pdf_ready check (pdf_state <> 'ready' or pdf_key is not null),
     constraint invoices_profile_of_client_fk foreign key (tenant_id, client_id, billing_profile_id) references billing_profiles (tenant_id, client_id, id)`,
    {
      references: { client_id: 'clients', run_id: 'billing_runs' },
      unique: [
        ['series', 'number'],
        ['run_id', 'client_id', 'billing_profile_id', 'currency'],
      ],
      index: [
        ['client_id', 'invoice_date'],
        ['state', 'id'],
      ],
    },
  );
  await tenantTable(
    knex,
    'invoice_lines',
    `invoice_id uuid not null, position integer not null check (position >= 1), kind text not null check (kind in ('fixed', 'time', 'included_time')),
     contract_line_id uuid, service_id uuid not null, description text not null, quantity numeric not null,
     unit text not null check (unit in ('piece', 'minute')), unit_price numeric not null, price_base integer not null check (price_base >= 1),
     gross bigint not null, net bigint not null, taxable bigint not null, tax bigint not null, reductions jsonb not null default '[]',
     tax_category text not null, tax_place text not null, tax_rate_ppm integer not null check (tax_rate_ppm >= 0),
     service_from date not null, service_to date not null, explanation jsonb not null,
     constraint invoice_lines_period check (service_from < service_to)`,
    {
      standard: false,
      references: { invoice_id: 'invoices', contract_line_id: 'contract_lines', service_id: 'services' },
      unique: [['invoice_id', 'position']],
    },
  );
  await tenantTable(
    knex,
    'invoice_taxes',
    `invoice_id uuid not null, category text not null, place text not null, rate_ppm integer not null, reason text,
     base bigint not null, tax bigint not null`,
    {
      standard: false,
      key: ['invoice_id', 'category', 'place', 'rate_ppm'],
      references: { invoice_id: 'invoices' },
    },
  );
  await tenantTable(
    knex,
    'billing_run_clients',
    `run_id uuid not null, client_id uuid not null, billing_profile_id uuid, invoice_id uuid,
     state text not null default 'queued' check (state in ('queued', 'drafted', 'nothing', 'blocked', 'failed')),
     note text, blockers jsonb not null default '[]'`,
    {
      references: { run_id: 'billing_runs', client_id: 'clients', billing_profile_id: 'billing_profiles' },
      index: [['run_id', 'state', 'id'], ['client_id']],
    },
  );
  await knex.raw(
    `create unique index billing_run_clients_once on billing_run_clients (tenant_id, run_id, client_id, billing_profile_id) nulls not distinct`,
  );
}

async function claims(knex: Knex) {
  await tenantTable(
    knex,
    'claims',
    `source_kind text not null check (source_kind in ('time_entry', 'period')), source_id uuid not null, slice text not null,
     invoice_id uuid not null, line_id uuid not null, claimed_at timestamptz not null`,
    {
      standard: false,
      key: ['source_kind', 'source_id', 'slice'],
      references: { invoice_id: 'invoices', line_id: 'invoice_lines' },
      index: [['invoice_id'], ['line_id']],
      grants: 'select, insert, delete',
    },
  );
  await tenantTable(
    knex,
    'period_claims',
    `contract_line_id uuid not null, part text not null, claimed_from date not null, claimed_to date not null check (claimed_to > claimed_from),
     invoice_id uuid not null, line_id uuid not null,
     constraint period_claims_once exclude using gist (tenant_id with =, contract_line_id with =, part with =, daterange(claimed_from, claimed_to) with &&)`,
    {
      standard: false,
      references: { contract_line_id: 'contract_lines', invoice_id: 'invoices', line_id: 'invoice_lines' },
      index: [['invoice_id'], ['line_id']],
      grants: 'select, insert, delete',
    },
  );
  await tenantTable(
    knex,
    'claim_history',
    `source_kind text not null, source_id uuid not null, slice text not null, invoice_id uuid not null, line_id uuid not null,
     claimed_at timestamptz not null, freed_at timestamptz not null, reason text not null check (reason in ('void', 'draft_deleted'))`,
    { ...ledger, index: [['source_kind', 'source_id'], ['invoice_id']] },
  );
}

async function payments(knex: Knex) {
  await tenantTable(
    knex,
    'payments',
    `client_id uuid not null, currency text not null, amount bigint not null check (amount > 0), received_on date not null, method text not null,
     provider text not null, provider_ref text not null, note text not null default '', recorded_by text not null`,
    { references: { client_id: 'clients' }, unique: [['provider', 'provider_ref']], index: [['client_id', 'id']] },
  );
  await tenantTable(
    knex,
    'payment_allocations',
    'payment_id uuid not null, invoice_id uuid not null, amount bigint not null check (amount > 0), allocated_at timestamptz not null',
    {
      ...ledger,
      references: { payment_id: 'payments', invoice_id: 'invoices' },
      unique: [['payment_id', 'invoice_id']],
      index: [['invoice_id']],
    },
  );
}

async function journal(knex: Knex) {
  await tenantTable(
    knex,
    'journal_entries',
    `kind text not null check (kind in ('invoice', 'void', 'payment')), source_id uuid not null, client_id uuid not null, invoice_id uuid, payment_id uuid,
     currency text not null, booked_at timestamptz not null, actor_name text not null,
     constraint journal_entries_source check ((kind = 'payment') = (payment_id is not null) and (kind = 'payment') = (invoice_id is null))`,
    {
      ...ledger,
      references: { client_id: 'clients', invoice_id: 'invoices', payment_id: 'payments' },
      unique: [['kind', 'source_id']],
      index: [['client_id', 'id'], ['invoice_id']],
    },
  );
  await tenantTable(
    knex,
    'postings',
    `entry_id uuid not null, position integer not null, account text not null check (account in ('receivable', 'revenue', 'tax_payable', 'bank', 'credit_liability')),
     client_id uuid not null, currency text not null, amount bigint not null check (amount <> 0), tax_group text`,
    {
      ...ledger,
      key: ['entry_id', 'position'],
      references: { entry_id: 'journal_entries', client_id: 'clients' },
      index: [['client_id', 'account']],
    },
  );
  await knex.raw(`create view transactions with (security_invoker = true) as
    select e.tenant_id, e.id, e.kind as type, e.client_id, e.invoice_id, e.payment_id, e.currency, e.booked_at as at, e.actor_name as actor,
      coalesce(sum(p.amount) filter (where p.account in ('receivable', 'credit_liability')), 0)::bigint as amount
    from journal_entries e left join postings p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    group by e.tenant_id, e.id`);
  await knex.raw('grant select on transactions to kelp_app');
}

async function templates(knex: Knex) {
  await tenantTable(
    knex,
    'invoice_templates',
    `name text not null check (length(name) between 1 and 100), title text not null default 'Invoice', footer text not null default '',
     shows_zero_lines boolean not null default false, accent_color text not null default '#334155' check (accent_color ~ '^#[0-9a-f]{6}$')`,
    { unique: [['name']] },
  );
  await tenantTable(knex, 'invoice_template_assignments', 'client_id uuid, template_id uuid not null', {
    references: { client_id: 'clients', template_id: 'invoice_templates' },
  });
  await knex.raw(
    'create unique index invoice_template_assignments_once on invoice_template_assignments (tenant_id, client_id) nulls not distinct',
  );
}

/** A demo workspace may be taken away whole. */
const unlessDemo = `if tg_op = 'DELETE' and not exists (select from tenants t where t.id = old.tenant_id and not t.is_demo) then return null; end if;`;

/** A check that runs at the commit and changes nothing. */
async function checkAtCommit(knex: Knex, name: string, body: string, triggers: Record<string, string>) {
  await knex.raw(`create function ${name}() returns trigger language plpgsql as $body$ ${body} $body$`);
  for (const [table, events] of Object.entries(triggers)) {
    await knex.raw(
      `create constraint trigger ${table}_${name} after ${events} on ${table} deferrable initially deferred for each row execute function ${name}()`,
    );
  }
}

const fail = (constraint: string, message: string) =>
  `raise exception '${message}' using errcode = '23514', constraint = '${constraint}';`;

async function checks(knex: Knex) {
  await checkAtCommit(
    knex,
    'check_invoice_sums',
    `declare inv invoices; wanted uuid; own uuid;
     begin
       ${unlessDemo}
       if tg_op = 'DELETE' then own := old.tenant_id; else own := new.tenant_id; end if;
       if tg_table_name = 'invoices' then wanted := new.id;
       elsif tg_op = 'DELETE' then wanted := old.invoice_id; else wanted := new.invoice_id; end if;
       select * into inv from invoices where tenant_id = own and id = wanted;
       if not found then return null; end if;
       if tg_table_name <> 'invoices' and inv.state <> 'draft' then ${fail('invoices_frozen', 'a final invoice does not change')} end if;
       if inv.net <> (select coalesce(sum(l.net), 0) from invoice_lines l where l.tenant_id = own and l.invoice_id = wanted)
         then ${fail('invoices_lines_sum', 'the lines do not add up to the net')} end if;
       if inv.tax <> (select coalesce(sum(l.tax), 0) from invoice_lines l where l.tenant_id = own and l.invoice_id = wanted)
         or inv.tax <> (select coalesce(sum(t.tax), 0) from invoice_taxes t where t.tenant_id = own and t.invoice_id = wanted)
         then ${fail('invoices_taxes_sum', 'the taxes do not add up')} end if;
       return null;
     end`,
    {
      invoices: 'insert or update of net, tax, total',
      invoice_lines: 'insert or update or delete',
      invoice_taxes: 'insert or update or delete',
    },
  );
  await checkAtCommit(
    knex,
    'check_invoice_frozen',
    `begin
       ${unlessDemo}
       if old.state = 'draft' then return null; end if;
       if tg_op = 'DELETE' or new.state = 'draft' or (old.state = 'void' and new.state <> 'void')
         or (old.kind, old.client_id, old.billing_profile_id, old.series, old.number, old.number_text, old.currency, old.invoice_date, old.due_date,
             old.net, old.tax, old.total, old.client_name, old.frozen_inputs, old.inputs_hash, old.result_hash, old.engine_version)
         is distinct from (new.kind, new.client_id, new.billing_profile_id, new.series, new.number, new.number_text, new.currency, new.invoice_date, new.due_date,
             new.net, new.tax, new.total, new.client_name, new.frozen_inputs, new.inputs_hash, new.result_hash, new.engine_version)
         then ${fail('invoices_frozen', 'a final invoice does not change')} end if;
       return null;
     end`,
    { invoices: 'update or delete' },
  );
  await checkAtCommit(
    knex,
    'check_entry_balanced',
    `begin
       if exists (select 1 from postings p where p.tenant_id = new.tenant_id and p.entry_id = new.entry_id group by p.currency having sum(p.amount) <> 0)
         then ${fail('postings_balanced', 'an entry does not sum to zero')} end if;
       return null;
     end`,
    { postings: 'insert' },
  );
  await checkAtCommit(
    knex,
    'check_allocation',
    `begin
       if (select sum(a.amount) from payment_allocations a where a.tenant_id = new.tenant_id and a.payment_id = new.payment_id)
          > (select p.amount from payments p where p.tenant_id = new.tenant_id and p.id = new.payment_id)
         or (select sum(a.amount) from payment_allocations a where a.tenant_id = new.tenant_id and a.invoice_id = new.invoice_id)
          > (select i.total from invoices i where i.tenant_id = new.tenant_id and i.id = new.invoice_id)
         then ${fail('payment_allocations_within', 'more is allocated than there is')} end if;
       return null;
     end`,
    { payment_allocations: 'insert' },
  );
}

/**
 * Billing runs, invoices with lines and taxes, claims (what is billed, once), payments, the journal (insert only) and invoice
 * templates. Amounts are minor units; a range holds its first day up to but without its last.
 */
export const billing: Migration = {
  name: '0009-billing',
  async up(knex) {
    await runs(knex);
    await invoices(knex);
    await claims(knex);
    await payments(knex);
    await journal(knex);
    await templates(knex);
    await checks(knex);
  },
};
