import { tenantTable, type Migration } from '@kelp/platform/migrate';
import type { Knex } from 'knex';

const kinds = `kind in ('fixed', 'hourly', 'usage', 'bucket', 'prepaid', 'seats', 'minimum')`;

/** A line that lifts what a contract costs in a period to an agreed least amount. */
async function minimums(knex: Knex) {
  for (const table of ['contract_lines', 'contract_line_terms']) {
    await knex.raw(
      `alter table ${table} drop constraint ${table}_kind_check, add constraint ${table}_kind_check check (${kinds})`,
    );
  }
  await knex.raw(`alter table contract_line_terms add constraint contract_line_terms_minimum
    check (kind <> 'minimum' or (price >= 0 and price is not null and quantity is null and hourly_rate is null))`);
}

/** The services that a fixed fee is shared over on invoices; without a weight the catalogue's prices decide. */
async function bundles(knex: Knex) {
  await tenantTable(
    knex,
    'contract_line_members',
    'line_id uuid not null, service_id uuid not null, position integer not null check (position >= 1), weight numeric check (weight > 0)',
    {
      references: { line_id: 'contract_lines', service_id: 'services' },
      unique: [
        ['line_id', 'service_id'],
        ['line_id', 'position'],
      ],
      index: [['service_id']],
    },
  );
}

/** Weights of a bucket that were agreed later than the line. */
async function laterWeights(knex: Knex) {
  await knex.raw(`alter table contract_line_terms add column weights jsonb check (jsonb_typeof(weights) = 'object'),
    add constraint contract_line_terms_weights check (kind = 'bucket' or weights is null)`);
}

/** Minimum commitments, bundles, and weights of buckets by date. */
export const commitments: Migration = {
  name: '0037-commitments',
  async up(knex) {
    await minimums(knex);
    await bundles(knex);
    await laterWeights(knex);
  },
};
