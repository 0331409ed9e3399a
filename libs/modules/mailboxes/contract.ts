import { abilities, contract, idOf, instant, lineOfText, pageOf, paging, z } from '@kelp/kernel/contract';

const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .regex(/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()\\]+$/, 'Give a mail address such as support@example.com.');
const reopenHours = z.number().int().min(0).max(87_600);

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
  input: z.object({ name: lineOfText(100), address, boardId: idOf('board'), reopenHours: reopenHours.optional() }),
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
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const inboundState = z.enum(['received', 'processing', 'done', 'skipped', 'retry', 'dead']);

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
