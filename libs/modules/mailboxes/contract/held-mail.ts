import { contract, idOf, instant, lineOfText, pageOf, paging, storedFile, z } from '@kelp/kernel/contract';

const senderCheck = z.object({ dmarc: z.enum(['pass', 'fail', 'none', 'unknown']), detail: z.string() });

export const heldRow = z.object({
  id: z.uuid(),
  mailbox: z.object({ id: z.uuid(), name: z.string() }),
  from: z.string(),
  fromName: z.string(),
  /** Null where the part after the @ belongs to nobody in particular, such as a provider's. */
  domain: z.string().nullable(),
  subject: z.string().nullable(),
  preview: z.string(),
  files: z.number(),
  receivedAt: instant,
  reason: z.string(),
  check: senderCheck.nullable(),
  /** Whom the address belongs to already. */
  contact: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  client: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});
export type HeldRow = z.output<typeof heldRow>;

/** Mail that waits until a person has looked at it, the oldest first. */
export const listHeldMail = contract({
  name: 'held_mail.list',
  input: z.object({ ...paging }),
  output: pageOf(heldRow).extend({
    count: z.number(),
    /** Domains of no client from which more than one mail waits, or has become a ticket without a client in the last thirty days. */
    suggestions: z.array(z.object({ domain: z.string(), count: z.number() })),
    abilities: z.array(z.string()),
  }),
});

const id = idOf('held_mail');
const done = z.object({ id: z.uuid() });

/** Makes the mail a ticket; the ticket is there a moment later. */
export const ticketFromHeld = contract({
  name: 'held_mail.make_ticket',
  input: z.object({
    id,
    clientId: idOf('client').nullish(),
    /** Also keeps the sender as a contact of the client under this name. */
    contactName: lineOfText(200).optional(),
    /** Mail of this sender always becomes a ticket of this client, alarms of machines too. */
    isAlways: z.boolean().optional(),
  }),
  output: done,
});

/** Puts the mail on a ticket, as a message of its sender, who takes part from now on. */
export const attachHeld = contract({
  name: 'held_mail.attach',
  input: z.object({ id, ticketId: idOf('ticket') }),
  output: done,
});

/** Leaves the mail out: this one, all of this sender, or all of this domain, also in future. */
export const ignoreHeld = contract({
  name: 'held_mail.ignore',
  input: z.object({ id, scope: z.enum(['mail', 'sender', 'domain']) }),
  output: z.object({ count: z.number() }),
});

/** Gives the domain to a client, or to a new one that is made for it; all waiting mail of it becomes tickets of that client. */
export const assignHeldDomain = contract({
  name: 'held_mail.assign_domain',
  input: z.object({
    domain: z.string().trim().toLowerCase().max(253),
    clientId: idOf('client').optional(),
    /** The name of a new client, in the place of `clientId`. */
    newClient: lineOfText().optional(),
  }),
  output: z.object({ count: z.number(), clientId: z.uuid() }),
});

/** The mail as it came, to be saved. */
export const heldMailSource = contract({
  name: 'inbound_message.source',
  input: z.object({ id: idOf('inbound_message') }),
  output: storedFile,
});

export const senderRuleRow = z.object({
  id: z.uuid(),
  pattern: z.string(),
  action: z.enum(['ignore', 'accept']),
  client: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  createdAt: instant,
});
export type SenderRuleRow = z.output<typeof senderRuleRow>;

export const listSenderRules = contract({
  name: 'sender_rule.list',
  input: z.object({}),
  output: z.object({ rows: z.array(senderRuleRow) }),
});

export const removeSenderRule = contract({
  name: 'sender_rule.remove',
  input: z.object({ id: idOf('sender_rule') }),
  output: z.object({}),
});
