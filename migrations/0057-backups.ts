import type { Migration } from '@kelp/platform/migrate';

/** Which backups were made, so that the operator and the alarms see when there was none. Belongs to the installation. */
export const backups: Migration = {
  name: '0057-backups',
  async up(knex) {
    await knex.raw(`create table backups (id uuid primary key, taken_at timestamptz not null, finished_at timestamptz not null default now(),
      row_count bigint not null, file_count bigint not null, bytes bigint not null, is_encrypted boolean not null)`);
    await knex.raw('create index backups_taken on backups (taken_at)');
    await knex.raw('grant select, insert on backups to kelp_app');
  },
};
