import { tenantTable, type Migration } from '@kelp/platform/migrate';

const targets = `('journal', 'quickbooks', 'xero')`;

/**
 * What went from the journal into another system's books: batches with their files as they were made, and each entry's state. An entry
 * is in one living batch a target; cancelling a batch sets its entries free and keeps the record.
 */
export const accountingExports: Migration = {
  name: '0045-accounting-exports',
  async up(knex) {
    await tenantTable(
      knex,
      'accounting_mappings',
      `target text not null check (target in ${targets}), kind text not null check (kind in ('account', 'service', 'item', 'tax', 'client', 'payment_method')),
       key text not null check (length(key) between 1 and 300), value text not null check (length(value) between 1 and 150)`,
      { unique: [['target', 'kind', 'key']] },
    );
    await tenantTable(
      knex,
      'accounting_batches',
      `target text not null check (target in ${targets}), from_on date, to_on date not null, state text not null default 'exported'
         check (state in ('exported', 'cancelled')), entry_count integer not null, error_count integer not null, totals jsonb not null,
       exported_at timestamptz not null, exported_by text not null, cancelled_at timestamptz, cancelled_by text,
       constraint accounting_batches_cancelled check ((state = 'cancelled') = (cancelled_at is not null))`,
      {},
    );
    await tenantTable(
      knex,
      'accounting_files',
      'batch_id uuid not null, name text not null, content text not null, sha256 text not null',
      {
        standard: false,
        grants: 'select, insert',
        references: { batch_id: 'accounting_batches' },
        unique: [['batch_id', 'name']],
      },
    );
    await tenantTable(
      knex,
      'accounting_documents',
      `batch_id uuid not null, target text not null check (target in ${targets}), entry_id uuid not null,
       state text not null check (state in ('exported', 'error', 'cancelled')), problem text not null default ''`,
      {
        standard: false,
        grants: 'select, insert, update',
        references: { batch_id: 'accounting_batches', entry_id: 'journal_entries' },
        index: [['batch_id'], ['entry_id']],
      },
    );
    await knex.raw(
      `create unique index accounting_documents_once on accounting_documents (tenant_id, target, entry_id) where state = 'exported'`,
    );
  },
};
