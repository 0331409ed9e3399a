import type { Migration } from '@kelp/platform/migrate';

/** What an SLA ledger knows of a ticket goes with the ticket: only an import that is taken back ever removes one. */
const ledgers = ['sla_facts', 'sla_clocks', 'sla_firings', 'sla_escalations'];

/** Tickets of another system keep the number they had there. */
export const formerTickets: Migration = {
  name: '0056-former-tickets',
  async up(knex) {
    await knex.raw('alter table tickets add column former_number text check (length(former_number) between 1 and 100)');
    for (const table of ledgers) {
      await knex.raw(`alter table ${table} drop constraint ${table}_ticket_id_fk`);
      await knex.raw(`alter table ${table} add constraint ${table}_ticket_id_fk foreign key (tenant_id, ticket_id)
        references tickets (tenant_id, id) on delete cascade`);
    }
  },
};
