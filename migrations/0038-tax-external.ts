import { tenantTable, type Migration } from '@kelp/platform/migrate';

/**
 * Tax that somebody else counts: a document waits for its answer and gets no number before. Each version of a document is asked for once and
 * answered at most once.
 */
export const taxExternal: Migration = {
  name: '0038-tax-external',
  async up(knex) {
    await knex.raw(
      `alter table invoices add column tax_state text not null default 'settled' check (tax_state in ('settled', 'pending_tax')),
         add constraint invoices_pending_tax_is_draft check (tax_state = 'settled' or state = 'draft')`,
    );
    await tenantTable(
      knex,
      'tax_requests',
      `invoice_id uuid not null, document_version integer not null check (document_version >= 1), provider text not null, request jsonb not null,
       request_hash text not null, state text not null default 'pending' check (state in ('pending', 'answered', 'replaced')), answer jsonb,
       asked_at timestamptz not null, answered_at timestamptz, answered_by text,
       constraint tax_requests_answer check ((state = 'answered') = (answer is not null) and (answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))`,
      { references: { invoice_id: 'invoices' }, unique: [['invoice_id', 'document_version']] },
    );
    await knex.raw(
      `create unique index tax_requests_one_pending on tax_requests (tenant_id, invoice_id) where state = 'pending'`,
    );
  },
};
