import { bareTenantColumns, boolean, instant, text, uuid, wordVector } from '@kelp/platform/db';

/** `comment` is found as its ticket. */
export type DocType = 'ticket' | 'comment' | 'client' | 'contact' | 'invoice' | 'contract';

/** What can be searched, made anew from its record whenever that changes; nothing here is a truth of its own. */
export const searchDocs = bareTenantColumns(
  'search_docs',
  {
    type: text<DocType>(),
    id: uuid(),
    /** The record that a hit opens: the ticket of a comment, otherwise the record itself. */
    parentId: uuid(),
    title: text(),
    subtitle: text().withDefault(),
    /** As it is asked for: no prefix and no zeros for tickets, small letters for invoices. */
    number: text().orNull(),
    /** At most 64 KB. */
    body: text().withDefault(),
    url: text(),
    clientId: uuid().orNull(),
    contactId: uuid().orNull(),
    /** Whether the client may read it. Internal notes never are. */
    isPublic: boolean().withDefault(),
    /** Folded title for typing errors; null where a title is not a name (comments). */
    nameKey: text().orNull(),
    vector: wordVector(),
    sourceUpdatedAt: instant(),
    indexedAt: instant(),
  },
  { noun: 'search document', isAudited: false },
);
