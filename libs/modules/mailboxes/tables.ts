import { bigint, boolean, instant, integer, tenantColumns, text, uuid } from '@kelp/platform/db';

export const mailboxes = tenantColumns(
  'mailboxes',
  { name: text(), address: text(), boardId: uuid(), isActive: boolean().withDefault() },
  {
    noun: 'mailbox',
    conflicts: {
      mailboxes_address_unique: 'This address already has a mailbox.',
      mailboxes_name_unique: 'There is already a mailbox with this name.',
    },
  },
);

export type InboundState = 'received' | 'processing' | 'done' | 'skipped' | 'retry' | 'dead';

export const inboundMessages = tenantColumns(
  'inbound_messages',
  {
    mailboxId: uuid(),
    /** The normalised Message-ID, else a hash of the content: the same mail is one row. */
    identity: text(),
    state: text<InboundState>().withDefault(),
    reason: text().orNull(),
    storageKey: text(),
    sha256: text(),
    size: bigint(),
    envelopeFrom: text(),
    fromAddress: text().orNull(),
    subject: text().orNull(),
    receivedAt: instant(),
    ticketId: uuid().orNull(),
    commentId: uuid().orNull(),
    didReopen: boolean().withDefault(),
    attempts: integer().withDefault(),
  },
  { noun: 'inbound mail', isAudited: false },
);
