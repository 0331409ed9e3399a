import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Fees for what is overdue, one for each invoice and reminder step at most, and the clients that are never charged one. */
export const lateFees: Migration = {
  name: '0039-late-fees',
  async up(knex) {
    await tenantTable(
      knex,
      'late_fees',
      `invoice_id uuid not null, step_days integer not null, currency text not null, amount bigint not null check (amount > 0),
       basis bigint not null, fee_invoice_id uuid not null, charged_at timestamptz not null`,
      {
        standard: false,
        grants: 'select, insert',
        references: { invoice_id: 'invoices' },
        unique: [['invoice_id', 'step_days']],
        index: [['fee_invoice_id']],
      },
    );
    await tenantTable(knex, 'late_fee_exemptions', 'client_id uuid not null', {
      references: { client_id: 'clients' },
      unique: [['client_id']],
    });
  },
};
