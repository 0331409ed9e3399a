import type { Migration } from '@kelp/platform/migrate';

/** Who of a client gets its invoices, and whom to ask for on site. */
export const peopleOfClients: Migration = {
  name: '0047-people-of-clients',
  async up(knex) {
    for (const [table, column] of [
      ['clients', 'billing_contact_id'],
      ['client_locations', 'site_contact_id'],
    ]) {
      await knex.raw(`alter table ${table} add column ${column} uuid, add constraint ${table}_${column}_fk
        foreign key (tenant_id, ${column}) references contacts (tenant_id, id)`);
      await knex.raw(`create index ${table}_${column} on ${table} (tenant_id, ${column}) where ${column} is not null`);
    }
    // A contact that is deleted takes its addresses along.
    await knex.raw(`alter table contact_addresses drop constraint contact_addresses_contact_id_fk, add constraint contact_addresses_contact_id_fk
      foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade`);
  },
};
