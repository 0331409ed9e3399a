import { tenantTable, type Migration } from '@kelp/platform/migrate';

const entryKinds = [
  ...['invoice', 'credit_note', 'void', 'payment', 'unapply', 'credit', 'credit_back', 'refund', 'refund_back'],
  ...['adjustment', 'expiry', 'transfer_out', 'transfer_in', 'write_off', 'write_off_back'],
];
const attemptStates = ['opening', 'open', 'processing', 'paid', 'failed', 'expired', 'review'];
const exceptionKinds = [
  ...['amount_differs', 'unknown_payment', 'refund_unclear', 'refund_failed', 'dispute'],
  ...['missing_in_books', 'missing_at_provider', 'books_differ'],
];
const words = (list: string[]) => list.map((word) => `'${word}'`).join(', ');

/**
 * Payment providers with their sealed keys, payments that clients begin in the portal, what providers tell us (each event once), refunds
 * through them, and whatever does not add up and waits for a person.
 */
export const payments: Migration = {
  name: '0039-payments',
  async up(knex) {
    await knex.raw(`alter table journal_entries drop constraint journal_entries_kind_check,
      add constraint journal_entries_kind_check check (kind in (${words(entryKinds)}))`);
    await tenantTable(
      knex,
      'payment_providers',
      `kind text not null check (kind in ('stripe')), is_active boolean not null default false, sealed_key text not null default '',
       sealed_secret text not null default '', key_hint text not null default '', is_live boolean not null default false,
       currencies jsonb not null default '[]', allows_partial boolean not null default false, account_name text not null default '',
       test_state text check (test_state in ('running', 'ok', 'failed')), test_text text, tested_at timestamptz`,
      { unique: [['kind']] },
    );
    await tenantTable(
      knex,
      'payment_attempts',
      `provider text not null, client_id uuid not null, currency text not null, amount bigint not null check (amount > 0),
       state text not null default 'opening' check (state in (${words(attemptStates)})), locale text not null, started_by text not null,
       started_by_id uuid, checkout_id text, checkout_url text, expires_at timestamptz, payment_id uuid, failure text,
       constraint payment_attempts_paid check ((state = 'paid') = (payment_id is not null))`,
      {
        references: { client_id: 'clients', payment_id: 'payments' },
        unique: [['provider', 'checkout_id'], ['payment_id']],
        index: [['client_id', 'id']],
      },
    );
    await tenantTable(
      knex,
      'payment_attempt_parts',
      'attempt_id uuid not null, invoice_id uuid not null, amount bigint not null check (amount > 0)',
      {
        standard: false,
        key: ['attempt_id', 'invoice_id'],
        references: { attempt_id: 'payment_attempts', invoice_id: 'invoices' },
        index: [['invoice_id']],
        grants: 'select, insert',
      },
    );
    await tenantTable(
      knex,
      'provider_events',
      `provider text not null, event_id text not null, kind text not null, payment_ref text, facts jsonb not null,
       happened_at timestamptz not null, received_at timestamptz not null,
       state text not null default 'new' check (state in ('new', 'done', 'ignored', 'waiting', 'exception')), note text not null default ''`,
      { standard: false, unique: [['provider', 'event_id']], index: [['provider', 'payment_ref']] },
    );
    await tenantTable(
      knex,
      'provider_refunds',
      `provider text not null, payment_id uuid not null, refund_id uuid, lot_id uuid, external_id text, currency text not null,
       amount bigint not null check (amount > 0), state text not null check (state in ('waiting', 'succeeded', 'failed')),
       failure text, asked_by text not null`,
      {
        references: { payment_id: 'payments', refund_id: 'refunds', lot_id: 'credit_lots' },
        unique: [['provider', 'external_id'], ['refund_id']],
        index: [['payment_id']],
      },
    );
    await tenantTable(
      knex,
      'payment_exceptions',
      `provider text not null, kind text not null check (kind in (${words(exceptionKinds)})), reference text not null, sentence text not null,
       payment_ref text, currency text, amount bigint, expected bigint, client_id uuid, attempt_id uuid, payment_id uuid,
       opened_at timestamptz not null, resolution text, resolved_by text, resolved_at timestamptz,
       constraint payment_exceptions_resolved check ((resolution is null) = (resolved_at is null))`,
      {
        references: { client_id: 'clients', attempt_id: 'payment_attempts', payment_id: 'payments' },
        unique: [['provider', 'kind', 'reference']],
      },
    );
    await knex.raw(
      'create index payment_exceptions_open on payment_exceptions (tenant_id, opened_at) where resolved_at is null',
    );
    await tenantTable(
      knex,
      'provider_comparisons',
      'provider text not null, compared_at timestamptz not null, compared_since timestamptz not null, seen integer not null, differences integer not null, failure text',
      { standard: false, index: [['compared_at']], grants: 'select, insert' },
    );
  },
};
