import type { Migration } from '@kelp/platform/migrate';

/** A price for one entry of time alone, before every rate of contract, workspace and catalogue. */
export const ownPriceOfTime: Migration = {
  name: '0058-own-price-of-time',
  async up(knex) {
    await knex.raw(
      `alter table time_entries
         add column own_rate numeric check (own_rate >= 0),
         add column own_rate_currency text check (own_rate_currency ~ '^[A-Z]{3}$'),
         add constraint time_entries_own_rate_whole check ((own_rate is null) = (own_rate_currency is null))`,
    );
  },
};
