import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** What a merge of two clients, or of two contacts, changed, so that it can be taken back. */
export const mergeUndo: Migration = {
  name: '0042-merge-undo',
  async up(knex) {
    await tenantTable(
      knex,
      'party_merges',
      `party text not null check (party in ('client', 'contact')), from_id uuid not null, into_id uuid not null check (into_id <> from_id),
       merged_by_name text not null, merged_at timestamptz not null, undone_at timestamptz, tags jsonb not null`,
      { index: [['into_id', 'merged_at desc']] },
    );
    await knex.raw(
      'create unique index party_merges_one_open on party_merges (tenant_id, from_id) where undone_at is null',
    );
    await tenantTable(
      knex,
      'party_merge_changes',
      `merge_id uuid not null, position integer not null, subject text not null, record uuid not null, before jsonb, after jsonb,
       check (before is not null or after is not null)`,
      {
        key: ['merge_id', 'position'],
        standard: false,
        references: { merge_id: 'party_merges' },
        grants: 'select, insert',
      },
    );
  },
};
