import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

const ledger = { standard: false, grants: 'select, insert' };
const accounts = [
  'receivable',
  'revenue',
  'tax_payable',
  'bank',
  'credit_liability',
  'goodwill',
  'expired_credit',
  'unclaimed_credit',
  'credit_clearing',
  'bad_debt',
];
const entryKinds = [
  'invoice',
  'credit_note',
  'void',
  'payment',
  'unapply',
  'credit',
  'credit_back',
  'refund',
  'adjustment',
  'expiry',
  'transfer_out',
  'transfer_in',
  'write_off',
  'write_off_back',
];
const words = (list: string[]) => list.map((word) => `'${word}'`).join(', ');

/**
 * Credit of clients as lots and what they were used for, refunds, write-offs, and payments that are taken off again. All of it is
 * insert only: what is left of a lot or owed for an invoice is a sum of rows and stored nowhere.
 */
export const credits: Migration = {
  name: '0032-credits',
  async up(knex) {
    await journal(knex);
    await lots(knex);
    await allocations(knex);
    await settlements(knex);
    await checks(knex);
  },
};

async function journal(knex: Db): Promise<void> {
  await knex.raw(`alter table journal_entries drop constraint journal_entries_kind_check, drop constraint journal_entries_source,
    add constraint journal_entries_kind_check check (kind in (${words(entryKinds)})),
    add constraint journal_entries_source check ((kind not in ('invoice', 'credit_note', 'void', 'write_off', 'write_off_back') or invoice_id is not null)
      and (kind not in ('payment', 'unapply') or payment_id is not null)),
    add column lot_id uuid`);
  await knex.raw(`alter table postings drop constraint postings_account_check,
    add constraint postings_account_check check (account in (${words(accounts)}))`);
  await knex.raw(`create or replace view transactions with (security_invoker = true) as
    select e.tenant_id, e.id, e.kind as type, e.client_id, e.invoice_id, e.payment_id, e.currency, e.booked_at as at, e.actor_name as actor,
      coalesce(sum(p.amount) filter (where p.account in ('receivable', 'credit_liability')), 0)::bigint as amount, e.lot_id,
      coalesce(sum(p.amount) filter (where p.account = 'receivable'), 0)::bigint as owed,
      coalesce(-sum(p.amount) filter (where p.account = 'credit_liability'), 0)::bigint as credit
    from journal_entries e left join postings p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    group by e.tenant_id, e.id`);
}

async function lots(knex: Db): Promise<void> {
  await tenantTable(
    knex,
    'credit_lots',
    `client_id uuid not null, billing_profile_id uuid, currency text not null, amount bigint not null check (amount > 0),
     source text not null check (source in ('overpayment', 'prepayment', 'unapplied', 'credit_note', 'adjustment', 'transfer')),
     source_id uuid not null, payment_id uuid, service_ids jsonb not null default '[]', expires_on date, reason text not null default '',
     granted_at timestamptz not null, granted_by text not null,
     constraint credit_lots_of_payment check ((source in ('overpayment', 'prepayment', 'unapplied')) = (payment_id is not null))`,
    {
      ...ledger,
      references: { client_id: 'clients', billing_profile_id: 'billing_profiles', payment_id: 'payments' },
      unique: [['source', 'source_id']],
      index: [['client_id', 'currency', 'id'], ['payment_id']],
    },
  );
  await tenantTable(
    knex,
    'credit_uses',
    `lot_id uuid not null, kind text not null check (kind in ('invoice', 'refund', 'expiry', 'transfer', 'void', 'reversal')),
     invoice_id uuid, amount bigint not null check (amount <> 0), reversal_of uuid, used_at timestamptz not null, used_by text not null,
     constraint credit_uses_reversal check ((kind = 'reversal') = (reversal_of is not null) and (kind = 'reversal') = (amount < 0)),
     constraint credit_uses_invoice check (kind <> 'invoice' or invoice_id is not null)`,
    {
      ...ledger,
      references: { lot_id: 'credit_lots', invoice_id: 'invoices', reversal_of: 'credit_uses' },
      unique: [['reversal_of']],
      index: [['lot_id'], ['invoice_id']],
    },
  );
  await knex.raw(
    `alter table journal_entries add constraint journal_entries_lot_id_fk foreign key (tenant_id, lot_id) references credit_lots (tenant_id, id)`,
  );
  await tenantTable(
    knex,
    'refunds',
    `client_id uuid not null, use_id uuid not null, payment_id uuid, currency text not null, amount bigint not null check (amount > 0),
     refunded_on date not null, method text not null, reference text not null default '', note text not null default '', recorded_by text not null`,
    {
      ...ledger,
      references: { client_id: 'clients', use_id: 'credit_uses', payment_id: 'payments' },
      unique: [['use_id']],
      index: [['client_id', 'id']],
    },
  );
  await tenantTable(
    knex,
    'write_offs',
    `client_id uuid not null, invoice_id uuid not null, currency text not null, amount bigint not null check (amount <> 0),
     reason text not null, reversal_of uuid, written_at timestamptz not null, written_by text not null,
     constraint write_offs_reversal check ((reversal_of is not null) = (amount < 0))`,
    {
      ...ledger,
      references: { client_id: 'clients', invoice_id: 'invoices', reversal_of: 'write_offs' },
      unique: [['reversal_of']],
      index: [['invoice_id']],
    },
  );
}

/** A payment may be taken off an invoice: a row that names the one it takes back. What payments have left becomes lots. */
async function allocations(knex: Db): Promise<void> {
  await knex.raw(`alter table payment_allocations drop constraint payment_allocations_payment_id_invoice_id_unique,
    drop constraint payment_allocations_amount_check, add column reversal_of uuid,
    add constraint payment_allocations_amount_check check (amount <> 0 and (amount < 0) = (reversal_of is not null)),
    add constraint payment_allocations_reversal_of_fk foreign key (tenant_id, reversal_of) references payment_allocations (tenant_id, id),
    add constraint payment_allocations_reversal_of_unique unique (tenant_id, reversal_of)`);
  await knex.raw('create index payment_allocations_payment_id_index on payment_allocations (tenant_id, payment_id)');
  const filled = ['payments', 'payment_allocations', 'credit_lots'];
  for (const table of filled) await knex.raw(`alter table ${table} no force row level security`);
  await knex.raw(`insert into credit_lots (tenant_id, id, client_id, currency, amount, source, source_id, payment_id, granted_at, granted_by)
    select p.tenant_id, gen_random_uuid(), p.client_id, p.currency, p.amount - a.used, 'overpayment', p.id, p.id, p.created_at, p.recorded_by
    from payments p cross join lateral (select coalesce(sum(amount), 0)::bigint as used from payment_allocations x
      where x.tenant_id = p.tenant_id and x.payment_id = p.id) a where p.amount > a.used`);
  for (const table of filled) await knex.raw(`alter table ${table} force row level security`);
}

/** All that lowers what is owed for an invoice. */
async function settlements(knex: Db): Promise<void> {
  await knex.raw(`create view invoice_settlements with (security_invoker = true) as
    select tenant_id, invoice_id, 'payment' as kind, id, amount, allocated_at as at from payment_allocations
    union all select tenant_id, invoice_id, 'credit', id, amount, used_at from credit_uses where invoice_id is not null
    union all select tenant_id, invoice_id, 'write_off', id, amount, written_at from write_offs`);
  await knex.raw('grant select on invoice_settlements to kelp_app');
}

const fail = (constraint: string, message: string) =>
  `raise exception '${message}' using errcode = '23514', constraint = '${constraint}';`;

/** Checks that run at the commit and change nothing. */
async function checks(knex: Db): Promise<void> {
  await knex.raw(`create function assert_invoice_settled(own uuid, wanted uuid) returns void language plpgsql as $body$
    declare settled bigint;
    begin
      if wanted is null then return; end if;
      select coalesce(sum(s.amount), 0) into settled from invoice_settlements s where s.tenant_id = own and s.invoice_id = wanted;
      if settled < 0 or settled > (select i.total from invoices i where i.tenant_id = own and i.id = wanted)
        then ${fail('payment_allocations_within', 'more is settled than is owed')} end if;
    end $body$`);
  await knex.raw(`create function assert_payment_spread(own uuid, wanted uuid) returns void language plpgsql as $body$
    begin
      if wanted is null then return; end if;
      if (select p.amount from payments p where p.tenant_id = own and p.id = wanted)
        <> (select coalesce(sum(a.amount), 0) from payment_allocations a where a.tenant_id = own and a.payment_id = wanted)
         + (select coalesce(sum(l.amount), 0) from credit_lots l where l.tenant_id = own and l.payment_id = wanted)
        then ${fail('payments_spread', 'a payment is not what its parts are')} end if;
    end $body$`);
  await knex.raw(`create or replace function check_allocation() returns trigger language plpgsql as $body$
    begin
      if new.reversal_of is not null and not exists (select from payment_allocations o where o.tenant_id = new.tenant_id and o.id = new.reversal_of
          and o.invoice_id = new.invoice_id and o.payment_id = new.payment_id and o.amount = -new.amount and o.reversal_of is null)
        then ${fail('reversal_mirrors', 'a reversal is not the mirror of its original')} end if;
      perform assert_invoice_settled(new.tenant_id, new.invoice_id);
      perform assert_payment_spread(new.tenant_id, new.payment_id);
      return null;
    end $body$`);
  await knex.raw(`create function check_lot() returns trigger language plpgsql as $body$
    begin
      perform assert_payment_spread(new.tenant_id, new.payment_id);
      return null;
    end $body$`);
  await knex.raw(`create function check_payment() returns trigger language plpgsql as $body$
    begin
      perform assert_payment_spread(new.tenant_id, new.id);
      return null;
    end $body$`);
  await knex.raw(`create function check_credit_use() returns trigger language plpgsql as $body$
    declare used bigint;
    begin
      if new.reversal_of is not null and not exists (select from credit_uses o where o.tenant_id = new.tenant_id and o.id = new.reversal_of
          and o.lot_id = new.lot_id and o.invoice_id is not distinct from new.invoice_id and o.amount = -new.amount and o.reversal_of is null)
        then ${fail('reversal_mirrors', 'a reversal is not the mirror of its original')} end if;
      select coalesce(sum(u.amount), 0) into used from credit_uses u where u.tenant_id = new.tenant_id and u.lot_id = new.lot_id;
      if used < 0 or used > (select l.amount from credit_lots l where l.tenant_id = new.tenant_id and l.id = new.lot_id)
        then ${fail('credit_uses_within', 'more credit is used than there is')} end if;
      perform assert_invoice_settled(new.tenant_id, new.invoice_id);
      return null;
    end $body$`);
  await knex.raw(`create function check_write_off() returns trigger language plpgsql as $body$
    begin
      if new.reversal_of is not null and not exists (select from write_offs o where o.tenant_id = new.tenant_id and o.id = new.reversal_of
          and o.invoice_id = new.invoice_id and o.amount = -new.amount and o.reversal_of is null)
        then ${fail('reversal_mirrors', 'a reversal is not the mirror of its original')} end if;
      perform assert_invoice_settled(new.tenant_id, new.invoice_id);
      return null;
    end $body$`);
  const at = {
    credit_lots: 'check_lot',
    payments: 'check_payment',
    credit_uses: 'check_credit_use',
    write_offs: 'check_write_off',
  };
  for (const [table, check] of Object.entries(at)) {
    await knex.raw(`create constraint trigger ${table}_${check} after insert on ${table}
      deferrable initially deferred for each row execute function ${check}()`);
  }
}
