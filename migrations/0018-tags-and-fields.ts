import { tenantTable, type Migration } from '@kelp/platform/migrate';

const entities = "'ticket', 'client', 'contact'";

/** Tags and custom fields: one engine each for every kind of record. */
export const tagsAndFields: Migration = {
  name: '0018-tags-and-fields',
  async up(knex) {
    await tenantTable(
      knex,
      'tag_groups',
      'name text not null check (length(name) between 1 and 60), is_exclusive boolean not null default false',
    );
    await knex.raw('create unique index tag_groups_name_unique on tag_groups (tenant_id, lower(name))');
    await tenantTable(
      knex,
      'tag_definitions',
      `name text not null check (length(name) between 1 and 60), color text not null, group_id uuid,
       entities text[] not null check (cardinality(entities) > 0 and entities <@ array[${entities}])`,
      { references: { group_id: 'tag_groups' }, index: [['group_id']] },
    );
    await knex.raw('create unique index tag_definitions_name_unique on tag_definitions (tenant_id, lower(name))');
    await tenantTable(
      knex,
      'tag_links',
      `tag_id uuid not null, entity_type text not null check (entity_type in (${entities})), entity_id uuid not null,
       added_by uuid, added_at timestamptz not null`,
      {
        key: ['tag_id', 'entity_type', 'entity_id'],
        standard: false,
        references: { tag_id: 'tag_definitions' },
        index: [['entity_type', 'entity_id']],
      },
    );
    await tenantTable(
      knex,
      'field_definitions',
      `entity text not null check (entity in (${entities})), key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
       label text not null, hint text not null default '', kind text not null, options jsonb not null default '[]',
       rules jsonb not null default '{}', default_value jsonb, position integer not null default 0, is_retired boolean not null default false`,
      { unique: [['entity', 'key']] },
    );
    await tenantTable(
      knex,
      'field_values',
      'field_id uuid not null, value text collate "C" not null, entity_id uuid not null',
      {
        key: ['field_id', 'value', 'entity_id'],
        standard: false,
        references: { field_id: 'field_definitions' },
        index: [['entity_id']],
      },
    );
    for (const table of ['tickets', 'clients', 'contacts']) {
      await knex.raw(`alter table ${table} add column custom jsonb not null default '{}'`);
    }
  },
};
