import type { Migration } from '@kelp/platform/migrate';

/**
 * A claim names its line and the invoice of that line by one key, where it had a key and an index for each: a month of work is a hundred claims an
 * invoice, and each cost two look-ups and three indexes. That both belong together is checked with it.
 */
export const claimsOfLines: Migration = {
  name: '0072-claims-of-lines',
  async up(knex) {
    await knex.raw(
      'alter table invoice_lines add constraint invoice_lines_of_invoice unique (tenant_id, invoice_id, id)',
    );
    await knex.raw('create index claims_line on claims (tenant_id, invoice_id, line_id)');
    await knex.raw(
      `alter table claims add constraint claims_line_fk foreign key (tenant_id, invoice_id, line_id)
         references invoice_lines (tenant_id, invoice_id, id),
       drop constraint claims_invoice_id_fk, drop constraint claims_line_id_fk`,
    );
    await knex.raw('drop index claims_invoice_id_index, claims_line_id_index');
  },
};
