import { contract, idOf, instant, lineOfText, pageOf, paging, z } from '@kelp/kernel/contract';

/** What became of a request. `ignored`: a recovery of what has no open ticket. `refused`: the reason says why. */
export const inboundOutcome = z.enum(['opened', 'updated', 'closed', 'ignored', 'captured', 'refused']);
export type InboundOutcome = z.output<typeof inboundOutcome>;

const template = z.string().max(2000, 'At most 2,000 characters.');

/**
 * How a payload becomes a ticket. Texts name its parts in braces: `{host.name}`, `{alerts[0].labels.job}`, `{["odd key"]}`; a part that is
 * missing is empty.
 */
export const alertMapping = z.object({
  title: template.min(1, 'Say what the title is made of.'),
  description: template.default(''),
  /** Requests with the same key are about the same alert: one ticket. */
  alertKey: template.min(1, 'Say by what the same alert is recognised.'),
  /** When it gives one of `recovered`, the ticket is closed. */
  state: template.default(''),
  recovered: z.array(z.string().max(100)).max(50).default([]),
  /** Gives the name or an alias of a client. */
  client: template.default(''),
  /** What it gives is looked up in `priorities`. */
  priority: template.default(''),
  priorities: z
    .array(z.object({ value: z.string().max(100), priorityId: idOf('priority') }))
    .max(50)
    .default([]),
});
export type AlertMapping = z.output<typeof alertMapping>;

const reference = z.object({ id: z.uuid(), name: z.string() });
const inbound = z.object({
  id: z.uuid(),
  name: z.string(),
  /** In whose name tickets are made: who saved it last. */
  owner: reference,
  isActive: z.boolean(),
  board: reference.nullable(),
  mapping: alertMapping,
  signatureHeader: z.string().nullable(),
  /** The next request is kept as the sample and makes no ticket. */
  isCapturing: z.boolean(),
  sample: z.string().nullable(),
  formerUntil: instant.nullable(),
  lastAt: instant.nullable(),
  /** Requests of the last day that were refused. */
  refused: z.number(),
  version: z.number(),
  abilities: z.array(z.string()),
});
export type InboundWebhook = z.output<typeof inbound>;

export const listInboundWebhooks = contract({
  name: 'inbound_webhook.list',
  input: z.object({}),
  output: z.object({ rows: z.array(inbound) }),
});
export const getInboundWebhook = contract({
  name: 'inbound_webhook.get',
  input: z.object({ id: idOf('inbound webhook') }),
  output: inbound,
});

/** `address` is shown this once: whoever knows it can send. It is a path of this installation. */
const shownAddress = z.object({ id: z.uuid(), address: z.string() });

const fields = {
  name: lineOfText(100),
  /** The workspace's default board without it. */
  boardId: idOf('board').nullish(),
  mapping: alertMapping,
};
/** Requests must carry an HMAC-SHA-256 of the body in hex in this header, such as `X-Hub-Signature-256`; null: the address is enough. */
const signature = z
  .object({
    header: z.string().regex(/^[A-Za-z0-9-]{1,60}$/, 'Name a header, such as X-Signature.'),
    secret: z.string().min(8, 'At least 8 characters.').max(200),
  })
  .nullable();

export const createInboundWebhook = contract({
  name: 'inbound_webhook.create',
  input: z.object({ ...fields, signature: signature.default(null) }),
  output: shownAddress,
});
export const updateInboundWebhook = contract({
  name: 'inbound_webhook.update',
  input: z.object({
    id: idOf('inbound webhook'),
    version: z.number().int(),
    name: fields.name.optional(),
    boardId: fields.boardId,
    mapping: alertMapping.optional(),
    signature: signature.optional(),
    isActive: z.boolean().optional(),
    isCapturing: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});
export const deleteInboundWebhook = contract({
  name: 'inbound_webhook.delete',
  input: z.object({ id: idOf('inbound webhook') }),
  output: z.object({ id: z.uuid() }),
});
/** A new address; the former one goes on for so many hours. */
export const rotateInboundAddress = contract({
  name: 'inbound_webhook.rotate',
  input: z.object({ id: idOf('inbound webhook'), overlapHours: z.number().int().min(0).max(168).default(24) }),
  output: shownAddress,
});

/** What a mapping makes of a payload, without making it. */
export const previewInboundWebhook = contract({
  name: 'inbound_webhook.preview',
  input: z.object({ mapping: alertMapping, payload: z.string().max(262_144) }),
  output: z.object({
    title: z.string(),
    description: z.string(),
    alertKey: z.string(),
    state: z.string(),
    isRecovery: z.boolean(),
    client: reference.nullable(),
    priority: reference.nullable(),
    /** Why it would be refused. */
    problem: z.string().nullable(),
  }),
});

const inboundRequest = z.object({
  id: z.uuid(),
  receivedAt: instant,
  outcome: inboundOutcome,
  reason: z.string().nullable(),
  alertKey: z.string().nullable(),
  ticket: z.object({ id: z.uuid(), number: z.string() }).nullable(),
});
export type InboundRequest = z.output<typeof inboundRequest>;

export const listInboundRequests = contract({
  name: 'inbound_webhook.requests',
  input: z.object({ inboundWebhookId: idOf('inbound webhook'), outcome: inboundOutcome.optional(), ...paging }),
  output: pageOf(inboundRequest),
});
export const getInboundRequest = contract({
  name: 'inbound_webhook.request',
  input: z.object({ id: idOf('inbound request') }),
  output: inboundRequest.extend({ body: z.string() }),
});
/** Takes a kept request again, by the mapping as it is now. */
export const replayInboundRequest = contract({
  name: 'inbound_webhook.replay',
  input: z.object({ id: idOf('inbound request') }),
  output: z.object({ outcome: inboundOutcome, reason: z.string().nullable() }),
});
