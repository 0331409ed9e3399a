import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** Copies of whole workspaces that Owners asked for. */
export const workspaceArchives: Migration = {
  name: '0066-workspace-archives',
  async up(knex) {
    await tenantTable(
      knex,
      'workspace_archives',
      `user_id uuid not null, state text not null default 'waiting' check (state in ('waiting', 'making', 'ready', 'failed', 'gone')),
       done integer not null default 0, total integer not null default 0, row_count bigint, file_count bigint, size bigint, sha256 text,
       storage_key text, problem text, expires_at timestamptz, opened_by uuid, opened_until timestamptz`,
      { references: { user_id: 'users', opened_by: 'users' }, index: [['created_at desc', 'id']] },
    );
    await knex.raw(
      `create unique index workspace_archives_one_at_a_time on workspace_archives (tenant_id) where state in ('waiting', 'making')`,
    );
  },
};
