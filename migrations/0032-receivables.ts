import { tenantTable, type Migration } from '@kelp/platform/migrate';

const ledger = { standard: false, grants: 'select, insert' };

/** What was found in the books at each look, reminders that were sent, and lines that a client disputes. */
export const receivables: Migration = {
  name: '0032-receivables',
  async up(knex) {
    await tenantTable(
      knex,
      'book_checks',
      `checked_at timestamptz not null, actor_name text not null, violations jsonb not null`,
      { ...ledger, index: [['checked_at']] },
    );
    await tenantTable(
      knex,
      'reminders',
      `invoice_id uuid not null, step_days integer not null check (step_days >= 1), amount bigint not null check (amount > 0),
       sent_to text not null, sent_at timestamptz not null`,
      { ...ledger, references: { invoice_id: 'invoices' }, unique: [['invoice_id', 'step_days']] },
    );
    await tenantTable(
      knex,
      'line_disputes',
      `invoice_id uuid not null, line_id uuid not null, reason text not null, opened_by text not null, opened_at timestamptz not null,
       outcome text, resolved_by text, resolved_at timestamptz,
       constraint line_disputes_resolved check ((resolved_at is null) = (outcome is null) and (resolved_at is null) = (resolved_by is null))`,
      { references: { invoice_id: 'invoices', line_id: 'invoice_lines' }, index: [['invoice_id']] },
    );
    await knex.raw(
      'create unique index line_disputes_one_open on line_disputes (tenant_id, line_id) where resolved_at is null',
    );
    await knex.raw('alter table invoices add column reminders_paused boolean not null default false');
  },
};
