import type { MailSecurity } from '@kelp/kernel';
import {
  bareTenantColumns,
  bigint,
  boolean,
  instant,
  integer,
  json,
  tenantColumns,
  text,
  textList,
  uuid,
} from '@kelp/platform/db';

export const mailboxes = tenantColumns(
  'mailboxes',
  {
    name: text(),
    address: text(),
    boardId: uuid(),
    isActive: boolean().withDefault(),
    /** Whether mail comes by our own SMTP door or is fetched from an IMAP account. */
    kind: text<'smtp' | 'imap'>().withDefault(),
    defaultPriorityId: uuid().orNull(),
    defaultAssigneeId: uuid().orNull(),
    autoAcknowledge: boolean().withDefault(),
    /** What becomes of mail of people nobody knows: held for review, or a ticket without a client. */
    unknownSenders: text<'hold' | 'ticket'>().withDefault(),
    /** Whether `support+word@host` reaches `support@host`, so that replies can carry a token in the address. */
    hasPlusAddresses: boolean().withDefault(),
    /** The name by which the receiving server signs its Authentication-Results; '' trusts none. */
    trustedAuthserv: text().withDefault(),
    imapHost: text().withDefault(),
    imapPort: integer().withDefault(),
    imapSecurity: text<MailSecurity>().withDefault(),
    imapUsername: text().withDefault(),
    /** Sealed with the installation's key. */
    imapPassword: text().withDefault(),
    imapFolder: text().withDefault(),
  },
  {
    noun: 'mailbox',
    secret: ['imapPassword'],
    conflicts: {
      mailboxes_address_unique: 'This address already has a mailbox.',
      mailboxes_name_unique: 'There is already a mailbox with this name.',
    },
  },
);

/** How far the mail of an IMAP mailbox has been fetched, who fetches now, and how the last tries went. */
/** `live` while a worker hears of new mail at once; `unsupported` where the server cannot tell, so that it is asked now and then. */
export type WatchState = 'none' | 'live' | 'unsupported' | 'failed';

export const mailboxCursors = bareTenantColumns(
  'mailbox_cursors',
  {
    mailboxId: uuid(),
    uidValidity: bigint().orNull(),
    lastUid: bigint().withDefault(),
    /** Mail that was there before is left alone, also when the server numbers everything anew. */
    since: instant(),
    holder: text().orNull(),
    leaseUntil: instant().orNull(),
    /** Grows with every lease: who lost it can move the cursor no more. */
    fence: bigint().withDefault(),
    polledAt: instant().orNull(),
    failures: integer().withDefault(),
    failure: text().orNull(),
    failedAt: instant().orNull(),
    /** The worker that listens to the account, until when that holds unless it is renewed, and when to try again. */
    watcher: text().orNull(),
    watchedUntil: instant().orNull(),
    watchState: text<WatchState>().withDefault(),
    watchFailures: integer().withDefault(),
    watchAgainAt: instant().orNull(),
    testState: text<'running' | 'ok' | 'failed'>().orNull(),
    testText: text().orNull(),
    testedAt: instant().orNull(),
  },
  { isAudited: false },
);

/** What a person decided about mail of an address or a whole domain. */
export const mailSenderRules = tenantColumns(
  'mail_sender_rules',
  { pattern: text(), action: text<'ignore' | 'accept'>(), clientId: uuid().orNull() },
  { noun: 'sender rule', conflicts: { mail_sender_rules_pattern_unique: 'There is already a rule for this sender.' } },
);

export type InboundState = 'received' | 'processing' | 'done' | 'skipped' | 'held' | 'ignored' | 'retry' | 'dead';

/** What a person decided about a held mail; carried out when the mail is taken up again. */
export type MailDecision =
  { kind: 'ticket'; clientId: string | null; contactId: string | null } | { kind: 'attach'; ticketId: string };

/** What was found about the sender (RFC 7208, 6376, 7489); `unknown` where it could not be looked up. */
export interface MailAuthentication {
  spf: string;
  dkim: string;
  dmarc: 'pass' | 'fail' | 'none' | 'unknown';
  /** Who says so: this program, or the server that received the mail. */
  source: 'own' | 'server';
  detail: string;
}

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
    remoteAddress: text().orNull(),
    helo: text().orNull(),
    /** The address it came to: with the token of a ticket when it has one. */
    recipient: text().orNull(),
    fromName: text().withDefault(),
    authentication: json<MailAuthentication>().orNull(),
    /** The beginning of its text, for who reviews it. */
    preview: text().withDefault(),
    files: integer().withDefault(),
    problems: textList().withDefault(),
    decision: json<MailDecision>().orNull(),
  },
  { noun: 'inbound mail', isAudited: false },
);
