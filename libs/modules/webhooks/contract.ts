import { contract, idOf, instant, lineOfText, pageOf, paging, z } from '@kelp/kernel/contract';

/** Why nothing is sent: a person said so, too many tries failed, the address said that it is gone, its owner is. */
export const pauseReason = z.enum(['person', 'failures', 'gone', 'owner']);
export type PauseReason = z.output<typeof pauseReason>;

/** `held`: it came while the webhook was paused. `skipped`: its owner may not see it. */
export const deliveryState = z.enum(['waiting', 'held', 'delivered', 'failed', 'skipped']);
export type DeliveryState = z.output<typeof deliveryState>;

const reference = z.object({ id: z.uuid(), name: z.string() });

const webhook = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  /** None: every event that the owner may see. */
  events: z.array(z.string()),
  /** What is sent is what this person may see: who saved the webhook last. */
  owner: reference,
  isActive: z.boolean(),
  pausedBecause: pauseReason.nullable(),
  /** The former secret signs too until then. */
  formerUntil: instant.nullable(),
  health: z.enum(['unused', 'ok', 'failing', 'paused']),
  /** Tries in a row that failed. */
  failures: z.number(),
  failingSince: instant.nullable(),
  lastOkAt: instant.nullable(),
  lastFailedAt: instant.nullable(),
  lastError: z.string().nullable(),
  /** Deliveries that wait to be sent, and those that came while it was paused. */
  waiting: z.number(),
  held: z.number(),
  createdAt: instant,
  version: z.number(),
  abilities: z.array(z.string()),
});
export type Webhook = z.output<typeof webhook>;

export const listWebhooks = contract({
  name: 'webhook.list',
  input: z.object({}),
  output: z.object({ rows: z.array(webhook) }),
});

export const getWebhook = contract({
  name: 'webhook.get',
  input: z.object({ id: idOf('webhook') }),
  output: webhook,
});

/** The events that may be chosen, by what they are about. */
export const listWebhookEvents = contract({
  name: 'webhook.events',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        type: z.string(),
        /** What it is about: `ticket`. */
        noun: z.string(),
        /** Whether the caller may see such events; others cannot be chosen. */
        isOpen: z.boolean(),
      }),
    ),
  }),
});

const address = lineOfText(2000).refine((text) => /^https?:\/\/[^\s/]/i.test(text), {
  error: 'Give a whole address that begins with https://.',
});
const chosen = z.array(z.string().max(100)).max(200, 'At most 200 events.');

export const createWebhook = contract({
  name: 'webhook.create',
  input: z.object({
    name: lineOfText(100),
    url: address,
    /** None: every event that the owner may see. */
    events: chosen.default([]),
  }),
  /** `secret` is shown this once. */
  output: z.object({ id: z.uuid(), secret: z.string(), version: z.number() }),
});

export const updateWebhook = contract({
  name: 'webhook.update',
  input: z.object({
    id: idOf('webhook'),
    version: z.number().int(),
    name: lineOfText(100).optional(),
    url: address.optional(),
    events: chosen.optional(),
    /** False pauses it: what happens meanwhile is held. True sends again from now on. */
    isActive: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteWebhook = contract({
  name: 'webhook.delete',
  input: z.object({ id: idOf('webhook') }),
  output: z.object({ id: z.uuid() }),
});

/** A new secret; the former one signs too for so many hours, so that no request is refused while the receiver changes over. */
export const rotateWebhookSecret = contract({
  name: 'webhook.rotate_secret',
  input: z.object({ id: idOf('webhook'), overlapHours: z.number().int().min(0).max(168).default(24) }),
  output: z.object({ id: z.uuid(), secret: z.string(), formerUntil: instant.nullable() }),
});

/** Sends an event of the type `webhook.test`, also while it is paused. */
export const testWebhook = contract({
  name: 'webhook.test',
  input: z.object({ id: idOf('webhook') }),
  output: z.object({ deliveryId: z.uuid() }),
});

/** Sends again, with the same event ids: these deliveries, or those of events between two instants. */
export const replayWebhook = contract({
  name: 'webhook.replay',
  input: z.object({
    id: idOf('webhook'),
    deliveryIds: z.array(idOf('webhook delivery')).min(1).max(200).optional(),
    from: instant.optional(),
    /** Excluded; now without it. */
    until: instant.optional(),
    /** `undelivered`: what failed or was held. */
    which: z.enum(['undelivered', 'all']).default('undelivered'),
  }),
  output: z.object({ queued: z.number() }),
});

const delivery = z.object({
  id: z.uuid(),
  eventId: z.uuid(),
  eventType: z.string(),
  occurredAt: instant,
  state: deliveryState,
  attempts: z.number(),
  nextAt: instant.nullable(),
  statusCode: z.number().nullable(),
  error: z.string().nullable(),
  deliveredAt: instant.nullable(),
});
export type WebhookDelivery = z.output<typeof delivery>;

export const listWebhookDeliveries = contract({
  name: 'webhook.deliveries',
  input: z.object({ webhookId: idOf('webhook'), state: deliveryState.optional(), ...paging }),
  output: pageOf(delivery),
});

export const getWebhookDelivery = contract({
  name: 'webhook.delivery',
  input: z.object({ id: idOf('webhook delivery') }),
  output: delivery.extend({
    webhook: reference,
    /** What is sent; null until it is first sent, and for readers who may not see such records. */
    body: z.string().nullable(),
    tried: z.array(
      z.object({
        n: z.number(),
        at: instant,
        statusCode: z.number().nullable(),
        /** The beginning of what was answered. */
        answer: z.string(),
        error: z.string().nullable(),
        tookMs: z.number(),
      }),
    ),
  }),
});

export * from './contract/inbound';
