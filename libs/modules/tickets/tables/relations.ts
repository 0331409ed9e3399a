import { bareTenantColumns, boolean, instant, json, tenantColumns, text, uuid } from '@kelp/platform/db';

/** `link_only` shows tickets together; `sync_updates` lets what happens to the master flow to its children. */
export type BundleMode = 'link_only' | 'sync_updates';

/** One row per master; it goes with the last child. */
export const ticketBundleSettings = tenantColumns(
  'ticket_bundle_settings',
  { masterTicketId: uuid(), mode: text<BundleMode>().withDefault(), reopensOnChildReply: boolean().withDefault() },
  { noun: 'bundle' },
);

/** Which comment of a child repeats which comment of its master: once for each pair, for ever. */
export const ticketBundleMirrors = bareTenantColumns(
  'ticket_bundle_mirrors',
  { masterCommentId: uuid(), childTicketId: uuid(), childCommentId: uuid() },
  { isAudited: false },
);

/** What a merge changed beside what it moved; undoing puts it back. */
export interface FormerState {
  statusId: string;
  isClosed: boolean;
  closedAt: string | null;
  closedBy: string | null;
  masterTicketId: string | null;
  target: {
    clientId: string | null;
    contactId: string | null;
    responseState: 'none' | 'awaiting_us' | 'awaiting_client';
  };
}

export const ticketMerges = tenantColumns(
  'ticket_merges',
  {
    sourceTicketId: uuid(),
    targetTicketId: uuid(),
    mergedBy: uuid().orNull(),
    mergedByName: text(),
    mergedAt: instant(),
    undoneAt: instant().orNull(),
    former: json<FormerState>(),
  },
  { noun: 'merge', conflicts: { ticket_merges_one_open: 'This ticket was merged meanwhile.' } },
);

/** Each record that came along with a merge, so that undoing takes back exactly those. */
export const ticketMergeMoves = bareTenantColumns(
  'ticket_merge_moves',
  {
    mergeId: uuid(),
    kind: text<'comment' | 'attachment' | 'watcher' | 'mail' | 'time_entry' | 'held_reply'>(),
    record: text(),
  },
  { isAudited: false },
);

/** `split_from` is written by splitting only; the others are chosen by people. */
export type LinkKind = 'relates' | 'duplicates' | 'caused_by' | 'blocks' | 'split_from';

export const ticketLinks = tenantColumns(
  'ticket_links',
  { fromTicketId: uuid(), toTicketId: uuid(), kind: text<LinkKind>() },
  {
    noun: 'link',
    conflicts: { ticket_links_from_ticket_id_to_ticket_id_kind_unique: 'These tickets are linked like this already.' },
  },
);

export type RelationEventKind =
  | 'bundled'
  | 'child_added'
  | 'unbundled'
  | 'child_removed'
  | 'followed'
  | 'promoted'
  | 'demoted'
  | 'merged_away'
  | 'merged_in'
  | 'merge_undone'
  | 'split_off'
  | 'split_from'
  | 'linked'
  | 'unlinked';

/** What happened between two tickets, once for each end, for their histories. Written once. */
export const ticketRelationEvents = bareTenantColumns(
  'ticket_relation_events',
  {
    id: uuid(),
    ticketId: uuid(),
    otherTicketId: uuid(),
    at: instant(),
    kind: text<RelationEventKind>(),
    actorName: text(),
    door: text(),
    /** The kind of a link as this end reads it. */
    detail: text().orNull(),
  },
  { isAudited: false },
);
