import { tenantTable, type Migration } from '@kelp/platform/migrate';

const accounts = [
  ...[
    'receivable',
    'revenue',
    'tax_payable',
    'bank',
    'credit_liability',
    'goodwill',
    'expired_credit',
    'unclaimed_credit',
  ],
  ...['credit_clearing', 'bad_debt', 'deferred_revenue'],
];
const entryKinds = [
  ...['invoice', 'credit_note', 'void', 'payment', 'unapply', 'credit', 'credit_back', 'refund', 'refund_back'],
  ...['adjustment', 'expiry', 'transfer_out', 'transfer_in', 'write_off', 'write_off_back'],
  ...['deferral', 'deferral_back', 'recognition'],
];
const words = (list: string[]) => list.map((word) => `'${word}'`).join(', ');
const ledger = { standard: false, grants: 'select, insert' };

/**
 * Revenue that is earned over a service period: what of a line waits, and what was earned of it. Insert only; a credit note or a void is a
 * row that lowers what waits. These entries move nothing of a client's account, so they are no transactions of it.
 */
export const deferredRevenue: Migration = {
  name: '0039-deferred-revenue',
  async up(knex) {
    await knex.raw(`alter table journal_entries drop constraint journal_entries_kind_check,
      add constraint journal_entries_kind_check check (kind in (${words(entryKinds)}))`);
    await knex.raw(`alter table postings drop constraint postings_account_check,
      add constraint postings_account_check check (account in (${words(accounts)}))`);
    await knex.raw(`create or replace view transactions with (security_invoker = true) as
      select e.tenant_id, e.id, e.kind as type, e.client_id, e.invoice_id, e.payment_id, e.currency, e.booked_at as at, e.actor_name as actor,
        coalesce(sum(p.amount) filter (where p.account in ('receivable', 'credit_liability')), 0)::bigint as amount, e.lot_id,
        coalesce(sum(p.amount) filter (where p.account = 'receivable'), 0)::bigint as owed,
        coalesce(-sum(p.amount) filter (where p.account = 'credit_liability'), 0)::bigint as credit
      from journal_entries e left join postings p on p.tenant_id = e.tenant_id and p.entry_id = e.id
      where e.kind not in ('deferral', 'deferral_back', 'recognition')
      group by e.tenant_id, e.id`);
    await tenantTable(
      knex,
      'revenue_schedules',
      `invoice_id uuid not null, line_id uuid not null, client_id uuid not null, currency text not null, amount bigint not null check (amount <> 0),
       service_from date not null, service_to date not null check (service_to > service_from)`,
      {
        ...ledger,
        references: { invoice_id: 'invoices', client_id: 'clients' },
        unique: [['line_id']],
        index: [['invoice_id'], ['client_id']],
      },
    );
    await tenantTable(
      knex,
      'revenue_changes',
      `schedule_id uuid not null, kind text not null check (kind in ('credit', 'credit_void', 'void')), document_id uuid not null,
       amount bigint not null`,
      {
        ...ledger,
        references: { schedule_id: 'revenue_schedules', document_id: 'invoices' },
        unique: [['schedule_id', 'kind', 'document_id']],
      },
    );
    await tenantTable(
      knex,
      'revenue_recognitions',
      'schedule_id uuid not null, as_of date not null, amount bigint not null check (amount <> 0), recognised_at timestamptz not null',
      { ...ledger, references: { schedule_id: 'revenue_schedules' }, index: [['schedule_id']] },
    );
  },
};
