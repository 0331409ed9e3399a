import type { Migration } from '@kelp/platform/migrate';

/** Time of another system that was billed there: no invoice of ours ever takes it. */
export const formerTime: Migration = {
  name: '0056-former-time',
  async up(knex) {
    await knex.raw('alter table time_entries add column is_billed_elsewhere boolean not null default false');
  },
};
