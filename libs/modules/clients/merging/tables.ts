import { bareTenantColumns, instant, integer, json, tenantColumns, text, uuid } from '@kelp/platform/db';

/** A tag that one of the two carried when they were merged. */
export interface FormerTag {
  entityId: string;
  tagId: string;
  addedBy: string | null;
  addedAt: string;
}

export type Party = 'client' | 'contact';
/** Values of a row as JSON, by the names of its columns. */
export type Values = Record<string, unknown>;

/** Which client, or contact, was merged into which. */
export const partyMerges = tenantColumns(
  'party_merges',
  {
    party: text<Party>(),
    fromId: uuid(),
    intoId: uuid(),
    mergedByName: text(),
    mergedAt: instant(),
    undoneAt: instant().orNull(),
    tags: json<FormerTag[]>(),
  },
  { noun: 'merge', conflicts: { party_merges_one_open: 'This was merged meanwhile. Reload the page.' } },
);

/**
 * Each row that a merge touched. A changed one has its changed values before and after, an added one only `after`, a dropped one the whole
 * row as `before`.
 */
export const partyMergeChanges = bareTenantColumns(
  'party_merge_changes',
  {
    mergeId: uuid(),
    position: integer(),
    subject: text(),
    record: uuid(),
    before: json<Values>().orNull(),
    after: json<Values>().orNull(),
  },
  { isAudited: false },
);
