import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Electronic invoices: what clients are called in them, and what each document said of its parties when it became final. */
export const eInvoices: Migration = {
  name: '0040-e-invoices',
  async up(knex) {
    await tenantTable(
      knex,
      'client_e_invoice_details',
      `client_id uuid not null, legal_name text not null default '', vat_id text not null default '', registration_id text not null default '',
       street text not null default '', city text not null default '', postal_code text not null default '',
       country text not null default '' check (country = '' or country ~ '^[A-Z]{2}$'), buyer_reference text not null default '',
       endpoint_scheme text not null default '' check (endpoint_scheme in ('', 'EM') or endpoint_scheme ~ '^[0-9]{4}$'), endpoint text not null default '',
       is_attached boolean not null default false`,
      { references: { client_id: 'clients' }, unique: [['client_id']] },
    );
    await tenantTable(
      knex,
      'e_invoices',
      `invoice_id uuid not null, parties jsonb not null, problems jsonb not null, frozen_at timestamptz not null,
       state text not null default 'queued' check (state in ('queued', 'ready', 'faulty')), file_key text, file_size bigint, sha256 text,
       constraint e_invoices_file check ((state = 'ready') = (file_key is not null))`,
      { references: { invoice_id: 'invoices' }, unique: [['invoice_id']] },
    );
  },
};
