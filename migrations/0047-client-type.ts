import type { Migration } from '@kelp/platform/migrate';

/** Whether a client is a company or one person, and the order in which contacts are listed. */
export const clientType: Migration = {
  name: '0047-client-type',
  async up(knex) {
    await knex.raw(
      `alter table clients add column type text not null default 'company' check (type in ('company', 'individual'))`,
    );
    await knex.raw('create index contacts_by_name on contacts (tenant_id, lower(full_name), id)');
  },
};
