import type { Migration } from '@kelp/platform/migrate';

/** What a key is narrowed to: scopes (null: whatever its owner may), and the networks from which it may be used (none: from everywhere). */
export const apiKeyScopes: Migration = {
  name: '0050-api-key-scopes',
  async up(knex) {
    await knex.raw(`alter table api_keys add column scopes text[], add column networks text[] not null default '{}'`);
  },
};
