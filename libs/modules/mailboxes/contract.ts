import { abilities, contract, idOf, instant, lineOfText, pageOf, paging, z } from '@kelp/kernel/contract';
import { hostName, portNumber } from './contract/outgoing';

export * from './contract/held-mail';
export * from './contract/outgoing';

const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .regex(/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()\\]+$/, 'Give a mail address such as support@example.com.');
const reopenHours = z.number().int().min(0).max(87_600);
const kind = z.enum(['smtp', 'imap']);

/** How mail of this mailbox is treated. */
const treatment = {
  defaultPriorityId: idOf('priority').nullish(),
  defaultAssigneeId: idOf('user').nullish(),
  /** Whether who opens a ticket by mail is told its number. */
  autoAcknowledge: z.boolean().optional(),
  unknownSenders: z.enum(['hold', 'ticket']).optional(),
  /** Whether mail to `support+word@…` arrives here too; then answers find their ticket by the address. */
  hasPlusAddresses: z.boolean().optional(),
  /** The name by which the receiving server signs its Authentication-Results header, to be believed. */
  trustedAuthserv: z.string().trim().max(253).optional(),
};

/** Where the mail is fetched from. */
const imapAccount = z.object({
  host: hostName,
  port: portNumber,
  security: z.enum(['tls', 'starttls', 'none']),
  username: lineOfText(320),
  /** Left out: the stored one stays. */
  password: z.string().max(1_000).optional(),
  folder: lineOfText(500).default('INBOX'),
});

const tested = z.object({
  state: z.enum(['running', 'ok', 'failed']),
  text: z.string().nullable(),
  at: instant.nullable(),
});

export const mailboxRow = z.object({
  id: z.uuid(),
  name: z.string(),
  address: z.string(),
  board: z.object({ id: z.uuid(), name: z.string() }),
  /** Of the board: for so many hours after closing a client's reply reopens the ticket; later it opens a new one. */
  reopenHours: z.number(),
  isActive: z.boolean(),
  version: z.number(),
  lastReceivedAt: instant.nullable(),
  failing: z.number(),
  kind,
  defaultPriorityId: z.uuid().nullable(),
  defaultAssigneeId: z.uuid().nullable(),
  autoAcknowledge: z.boolean(),
  unknownSenders: z.enum(['hold', 'ticket']),
  hasPlusAddresses: z.boolean(),
  trustedAuthserv: z.string(),
  imap: z
    .object({
      host: z.string(),
      port: z.number(),
      security: z.enum(['tls', 'starttls', 'none']),
      username: z.string(),
      hasPassword: z.boolean(),
      folder: z.string(),
    })
    .nullable(),
  /** Whether new mail is heard of at once; otherwise the account is asked every half minute. */
  isLive: z.boolean(),
  /** When the account was last asked, and what was wrong the last time; null when all was well. */
  polledAt: instant.nullable(),
  failure: z.string().nullable(),
  failedAt: instant.nullable(),
  test: tested.nullable(),
});
export type MailboxRow = z.output<typeof mailboxRow>;

export const listMailboxes = contract({
  name: 'mailbox.list',
  input: z.object({}),
  output: z.object({
    rows: z.array(mailboxRow),
    boards: z.array(z.object({ id: z.uuid(), name: z.string(), reopenHours: z.number() })),
    abilities,
  }),
});

export const createMailbox = contract({
  name: 'mailbox.create',
  input: z.object({
    name: lineOfText(100),
    address,
    boardId: idOf('board'),
    reopenHours: reopenHours.optional(),
    ...treatment,
    /** Without it mail comes by our own SMTP door. */
    imap: imapAccount.optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateMailbox = contract({
  name: 'mailbox.update',
  input: z.object({
    id: idOf('mailbox'),
    version: z.number().int().optional(),
    name: lineOfText(100).optional(),
    address: address.optional(),
    boardId: idOf('board').optional(),
    reopenHours: reopenHours.optional(),
    isActive: z.boolean().optional(),
    ...treatment,
    /** An account to fetch from; null: mail comes by our own SMTP door. */
    imap: imapAccount.nullish(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Tries the mailbox now; what came of it stands in `mailbox.list` a moment later. */
export const testMailbox = contract({
  name: 'mailbox.test',
  input: z.object({ id: idOf('mailbox') }),
  output: z.object({}),
});

export const inboundState = z.enum(['received', 'processing', 'done', 'held', 'skipped', 'ignored', 'retry', 'dead']);

export const inboundRow = z.object({
  id: z.uuid(),
  mailbox: z.object({ id: z.uuid(), name: z.string() }),
  from: z.string(),
  subject: z.string().nullable(),
  size: z.number(),
  state: inboundState,
  reason: z.string().nullable(),
  receivedAt: instant,
  attempts: z.number(),
  /** SPF, DKIM and DMARC in a few words; null while nobody has looked. */
  check: z.string().nullable(),
  ticket: z.object({ id: z.uuid(), number: z.string() }).nullable(),
});
export type InboundRow = z.output<typeof inboundRow>;

export const listInboundMessages = contract({
  name: 'inbound_message.list',
  input: z.object({ mailboxId: idOf('mailbox').optional(), state: inboundState.optional(), ...paging }),
  output: pageOf(inboundRow),
});

/** Takes up a mail again that failed for good. */
export const retryInboundMessage = contract({
  name: 'inbound_message.retry',
  input: z.object({ id: idOf('inbound_message') }),
  output: z.object({ id: z.uuid() }),
});
