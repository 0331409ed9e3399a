import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** How tickets relate: bundles with their settings and mirrored comments, merges that can be undone, typed links, and the history of all three. */
export const ticketRelations: Migration = {
  name: '0013-ticket-relations',
  async up(knex) {
    await knex.raw(
      'alter table tickets add column merged_into_id uuid, add constraint tickets_not_own_master check (master_ticket_id <> id)',
    );
    await knex.raw(`alter table tickets add constraint tickets_merged_into_id_fk
      foreign key (tenant_id, merged_into_id) references tickets (tenant_id, id)`);
    await knex.raw(
      'create index tickets_master on tickets (tenant_id, master_ticket_id, id) where master_ticket_id is not null',
    );
    await knex.raw(
      'create index tickets_merged on tickets (tenant_id, merged_into_id) where merged_into_id is not null',
    );
    await tenantTable(
      knex,
      'ticket_bundle_settings',
      `master_ticket_id uuid not null, mode text not null default 'sync_updates' check (mode in ('link_only', 'sync_updates')),
       reopens_on_child_reply boolean not null default false`,
      { references: { master_ticket_id: 'tickets' }, unique: [['master_ticket_id']] },
    );
    await tenantTable(
      knex,
      'ticket_bundle_mirrors',
      'master_comment_id uuid not null, child_ticket_id uuid not null, child_comment_id uuid not null',
      {
        key: ['master_comment_id', 'child_ticket_id'],
        standard: false,
        references: { master_comment_id: 'comments', child_ticket_id: 'tickets', child_comment_id: 'comments' },
        index: [['child_ticket_id']],
      },
    );
    await merging(knex);
    await tenantTable(
      knex,
      'ticket_links',
      `from_ticket_id uuid not null, to_ticket_id uuid not null,
       kind text not null check (kind in ('relates', 'duplicates', 'caused_by', 'blocks', 'split_from')), check (from_ticket_id <> to_ticket_id)`,
      {
        references: { from_ticket_id: 'tickets', to_ticket_id: 'tickets' },
        unique: [['from_ticket_id', 'to_ticket_id', 'kind']],
        index: [['to_ticket_id']],
      },
    );
    await tenantTable(
      knex,
      'ticket_relation_events',
      `id uuid not null, ticket_id uuid not null, other_ticket_id uuid not null, at timestamptz not null, kind text not null,
       actor_name text not null, door text not null, detail text`,
      {
        key: ['id'],
        standard: false,
        grants: 'select, insert',
        references: { ticket_id: 'tickets', other_ticket_id: 'tickets' },
        index: [['ticket_id', 'id']],
      },
    );
  },
};

async function merging(knex: Parameters<Migration['up']>[0]): Promise<void> {
  await tenantTable(
    knex,
    'ticket_merges',
    `source_ticket_id uuid not null, target_ticket_id uuid not null, merged_by uuid, merged_by_name text not null,
     merged_at timestamptz not null, undone_at timestamptz, former jsonb not null`,
    { references: { source_ticket_id: 'tickets', target_ticket_id: 'tickets' }, index: [['target_ticket_id']] },
  );
  await knex.raw(
    'create unique index ticket_merges_one_open on ticket_merges (tenant_id, source_ticket_id) where undone_at is null',
  );
  await tenantTable(
    knex,
    'ticket_merge_moves',
    `merge_id uuid not null, kind text not null check (kind in ('comment', 'attachment', 'watcher', 'mail', 'time_entry')), record text not null`,
    {
      key: ['merge_id', 'kind', 'record'],
      standard: false,
      references: { merge_id: 'ticket_merges' },
      grants: 'select, insert',
    },
  );
}
