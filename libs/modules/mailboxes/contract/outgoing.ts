import { contract, idOf, instant, lineOfText, pageOf, paging, z } from '@kelp/kernel/contract';

export const emailState = z.enum([
  'queued',
  'sending',
  'sent',
  'unknown',
  'deferred',
  'bounced',
  'complained',
  'suppressed',
  'failed',
]);

export const outgoingRow = z.object({
  id: z.uuid(),
  to: z.string(),
  toName: z.string(),
  subject: z.string(),
  template: z.string(),
  state: emailState,
  createdAt: instant,
  sentAt: instant.nullable(),
  nextAt: instant.nullable(),
  attempts: z.number(),
  error: z.string().nullable(),
  ticket: z.object({ id: z.uuid(), number: z.string() }).nullable(),
});
export type OutgoingRow = z.output<typeof outgoingRow>;

/** The mail that goes out, newest first. Never its words: links to set a password are among them. */
export const listOutgoing = contract({
  name: 'mail.list',
  input: z.object({
    state: emailState.optional(),
    address: z.string().trim().toLowerCase().max(320).optional(),
    ticketId: idOf('ticket').optional(),
    ...paging,
  }),
  output: pageOf(outgoingRow),
});

export const getOutgoing = contract({
  name: 'mail.get',
  input: z.object({ id: idOf('message') }),
  output: outgoingRow.extend({
    from: z.string(),
    replyTo: z.string().nullable(),
    messageId: z.string(),
    locale: z.string(),
    templateSource: z.string(),
    templateVersion: z.number().nullable(),
    transport: z.enum(['installation', 'own']).nullable(),
    bodyHash: z.string(),
    files: z.array(z.string()),
    timeline: z.array(
      z.object({ id: z.uuid(), at: instant, state: z.string(), detail: z.string(), attempt: z.number() }),
    ),
  }),
});
export type OutgoingMailCard = z.output<typeof getOutgoing.output>;

/** Sends a message again that has failed, came back or was held back; the same message under the same Message-ID. */
export const resendOutgoing = contract({
  name: 'mail.resend',
  input: z.object({ id: idOf('message') }),
  output: z.object({ id: z.uuid() }),
});

/** How the mails of a ticket fared, for who works on it. */
export const ticketMails = contract({
  name: 'mail.of_ticket',
  input: z.object({ ticketId: idOf('ticket') }),
  output: z.object({
    rows: z.array(outgoingRow.omit({ ticket: true, toName: true, nextAt: true, template: true })),
    suppressed: z.array(z.string()),
  }),
});

export const suppressionRow = z.object({
  id: z.uuid(),
  address: z.string(),
  reason: z.enum(['hard_bounce', 'complaint', 'soft_bounces']),
  detail: z.string(),
  until: instant.nullable(),
  since: instant,
  contact: z.object({ id: z.uuid(), name: z.string(), clientId: z.uuid().nullable() }).nullable(),
});
export type SuppressionRow = z.output<typeof suppressionRow>;

export const listSuppressions = contract({
  name: 'mail_suppression.list',
  input: z.object({ ...paging }),
  output: pageOf(suppressionRow),
});

/** Lets mail go to the address again. */
export const clearSuppression = contract({
  name: 'mail_suppression.clear',
  input: z.object({ id: idOf('mail_suppression') }),
  output: z.object({ address: z.string() }),
});

/** The contacts of a client that get no mail now, and why. */
export const clientMailTroubles = contract({
  name: 'mail_suppression.of_client',
  input: z.object({ clientId: idOf('client') }),
  output: z.object({ rows: z.array(suppressionRow) }),
});

const security = z.enum(['tls', 'starttls', 'none']);
export const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/, 'Give the name of a server such as smtp.example.com.');
export const portNumber = z.number().int().min(1, 'A port is 1 to 65535.').max(65_535, 'A port is 1 to 65535.');
const testState = z.object({
  state: z.enum(['running', 'ok', 'failed']),
  text: z.string().nullable(),
  at: instant.nullable(),
});

export const mailTransportCard = z.object({
  id: z.uuid(),
  version: z.number(),
  host: z.string(),
  port: z.number(),
  security,
  username: z.string(),
  hasPassword: z.boolean(),
  fromAddress: z.string(),
  isActive: z.boolean(),
  lastOkAt: instant.nullable(),
  failure: z.string().nullable(),
  failedAt: instant.nullable(),
  test: testState.nullable(),
});
export type MailTransportCard = z.output<typeof mailTransportCard>;

const limits = z.object({
  perMinute: z.number().int().min(1, 'At least one a minute.').max(100_000),
  perRecipientHour: z.number().int().min(1, 'At least one an hour.').max(10_000),
});

/** The workspace's own way out for mail; null while the installation's is used. */
export const getMailTransport = contract({
  name: 'mail_transport.get',
  input: z.object({}),
  output: z.object({ transport: mailTransportCard.nullable(), limits, mayChange: z.boolean() }),
});

export const saveMailTransport = contract({
  name: 'mail_transport.save',
  input: z.object({
    version: z.number().int().optional(),
    host: hostName,
    port: portNumber,
    security,
    username: z.string().trim().max(320),
    /** Left out: the stored one stays. Encrypted with the installation's key; never given out again. */
    password: z.string().max(1_000).optional(),
    fromAddress: lineOfText(320).regex(
      /^([^<>@]{0,100}<)?[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()\\]+>?$/,
      'Give an address such as Support <support@example.com>.',
    ),
    isActive: z.boolean().default(true),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Back to the installation's server. */
export const removeMailTransport = contract({
  name: 'mail_transport.remove',
  input: z.object({}),
  output: z.object({}),
});

/** Sends a test mail now by the workspace's own server; what came of it stands in `mail_transport.get` a moment later. */
export const testMailTransport = contract({
  name: 'mail_transport.test',
  input: z.object({ to: z.email('Give a mail address such as you@example.com.').max(320) }),
  output: z.object({}),
});

/** Tries now whether mail comes in or goes out; what came of it stands with the first steps a moment later. */
export const testMail = contract({
  name: 'mail.test',
  input: z.object({ way: z.enum(['in', 'out']) }),
  output: z.object({}),
});

export const saveMailLimits = contract({
  name: 'mail_limits.save',
  input: limits,
  output: limits,
});
