import type { Migration } from '@kelp/platform/migrate';

/**
 * How special rates tell work after hours: minute by minute, or by the begin of an entry. What was agreed before stays with the begin, by
 * which it was billed.
 */
export const hoursOfRules: Migration = {
  name: '0069-hours-of-rules',
  async up(knex) {
    await knex.raw(
      `alter table rate_rules add column hours_by text not null default 'begin' check (hours_by in ('minute', 'begin'))`,
    );
    await knex.raw(`alter table rate_rules alter column hours_by set default 'minute'`);
  },
};
