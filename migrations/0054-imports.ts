import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Files of other systems that are read into a workspace, row by row, and the names that records had there. */
export const imports: Migration = {
  name: '0054-imports',
  async up(knex) {
    await tenantTable(
      knex,
      'imports',
      `user_id uuid not null, kind text not null check (length(kind) <= 40), system text not null check (length(system) <= 40),
       mode text not null default 'both' check (mode in ('create', 'update', 'both')),
       state text not null default 'reading' check (state in ('reading', 'unreadable', 'mapping', 'checking', 'checked', 'running', 'finished',
         'stopped', 'undoing', 'undone')),
       is_stopping boolean not null default false, file_name text not null, file_size bigint not null, sha256 text not null, storage_key text,
       encoding text, delimiter text, columns jsonb not null default '[]', mapping jsonb not null default '{}', defaults jsonb not null default '{}',
       date_order text not null default 'dmy' check (date_order in ('dmy', 'mdy')),
       total integer not null default 0, counts jsonb not null default '{}', problem text, turn integer not null default 0,
       started_at timestamptz, finished_at timestamptz, undone_at timestamptz`,
      { references: { user_id: 'users' }, index: [['created_at desc', 'id'], ['sha256']] },
    );
    // Two at once would write the same records twice: the second waits for a person.
    await knex.raw(
      `create unique index imports_one_at_a_time on imports (tenant_id) where state in ('running', 'undoing')`,
    );
    await tenantTable(
      knex,
      'import_rows',
      `import_id uuid not null, line integer not null, cells jsonb not null,
       state text not null default 'waiting' check (state in ('waiting', 'broken', 'creates', 'updates', 'skips', 'problem', 'created', 'updated',
         'skipped', 'failed', 'undone', 'kept')),
       problems jsonb not null default '[]', entity_id uuid, before jsonb, after_version integer`,
      {
        key: ['import_id', 'line'],
        standard: false,
        references: { import_id: 'imports' },
        index: [['import_id', 'state', 'line']],
      },
    );
    await tenantTable(
      knex,
      'external_refs',
      `system text not null check (length(system) <= 40), entity text not null check (length(entity) <= 40),
       external_id text not null check (length(external_id) between 1 and 200), entity_id uuid not null, import_id uuid`,
      {
        references: { import_id: 'imports' },
        unique: [['system', 'entity', 'external_id']],
        index: [['entity_id'], ['import_id']],
      },
    );
  },
};
