import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Who made a draft, and who has agreed to it: an approval names the very content that it agrees to, so that a change makes it void. */
export const approvals: Migration = {
  name: '0039-approvals',
  async up(knex) {
    await knex.raw('alter table invoices add column made_by_id uuid');
    await knex.raw('alter table billing_runs add column started_by_id uuid');
    await tenantTable(
      knex,
      'invoice_approvals',
      `invoice_id uuid not null, result_hash text not null, total bigint not null, approved_by_id uuid not null, approved_by text not null,
       approved_at timestamptz not null`,
      {
        standard: false,
        references: { invoice_id: 'invoices' },
        unique: [['invoice_id', 'result_hash', 'approved_by_id']],
      },
    );
  },
};
