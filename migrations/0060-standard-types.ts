import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** The lists that standard types come into. */
const lists = [
  'boards',
  'statuses',
  'ticket_categories',
  'priorities',
  'ticket_types',
  'resolution_codes',
  'interaction_types',
  'tag_definitions',
];

/** Rows of lists know the standard type that they came from, and each import what it brought, so that it is told apart and can be taken back. */
export const standardTypes: Migration = {
  name: '0060-standard-types',
  async up(knex) {
    for (const table of lists) await knex.raw(`alter table ${table} add column source_standard_id text`);
    await tenantTable(
      knex,
      'standard_imports',
      `kind text not null check (length(kind) <= 40), place_id uuid, imported_by text not null, rows jsonb not null, undone_at timestamptz`,
      { index: [['kind', 'place_id', 'created_at desc']] },
    );
    // Shipped interaction types are known by their key already.
    await knex.raw('alter table interaction_types no force row level security');
    await knex.raw(
      `update interaction_types set source_standard_id = 'interaction-type.' || replace(system_key, '_', '-') where system_key is not null`,
    );
    await knex.raw('alter table interaction_types force row level security');
  },
};
