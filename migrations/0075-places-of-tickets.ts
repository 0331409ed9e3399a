import type { Migration } from '@kelp/platform/migrate';

/** Where the work of a ticket is: a location of its client. One that is taken away leaves its tickets without. */
export const placesOfTickets: Migration = {
  name: '0075-places-of-tickets',
  async up(knex) {
    await knex.raw(`alter table tickets add column location_id uuid, add constraint tickets_location_id_fk
      foreign key (tenant_id, location_id) references client_locations (tenant_id, id) on delete set null (location_id)`);
    await knex.raw(
      'create index tickets_location_id on tickets (tenant_id, location_id) where location_id is not null',
    );
  },
};
