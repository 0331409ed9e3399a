import {
  bareTenantColumns,
  boolean,
  instant,
  integer,
  json,
  tenantColumns,
  text,
  textList,
  uuid,
} from '@kelp/platform/db';
import type { DeliveryState, PauseReason } from './contract';

/** An address that hears of events. It is told what its owner may see. */
export const webhookEndpoints = tenantColumns(
  'webhook_endpoints',
  {
    name: text(),
    url: text(),
    /** Event types; none: every event that its owner may see. */
    events: textList().withDefault(),
    ownerId: uuid(),
    isActive: boolean().withDefault(),
    pausedBecause: text<PauseReason>().orNull(),
    /** Sealed with the installation's key, as is the former one, which signs too until it ends. */
    secret: text(),
    formerSecret: text().orNull(),
    formerUntil: instant().orNull(),
    /** Tries in a row that failed. */
    failures: integer().withDefault(),
    failingSince: instant().orNull(),
    lastOkAt: instant().orNull(),
    lastFailedAt: instant().orNull(),
    lastError: text().orNull(),
    /** Nothing is sent before: an address that does not answer rests. */
    restsUntil: instant().orNull(),
    /** The job that sends for it now; one at a time. */
    sendingBy: uuid().orNull(),
    sendingUntil: instant().orNull(),
  },
  {
    noun: 'webhook',
    secret: ['secret', 'formerSecret'],
    conflicts: { webhook_endpoints_name_unique: 'There is already a webhook with this name. Choose another name.' },
  },
);

/** One event for one address. */
export const webhookDeliveries = bareTenantColumns(
  'webhook_deliveries',
  {
    id: uuid(),
    endpointId: uuid(),
    eventId: uuid(),
    eventType: text(),
    eventVersion: integer(),
    occurredAt: instant(),
    payload: json<Record<string, unknown>>(),
    /** What is sent, as it was first sent; a repetition sends the same. */
    body: text().orNull(),
    state: text<DeliveryState>().withDefault(),
    /** Since it was last asked for; `attempts` counts all. */
    tries: integer().withDefault(),
    attempts: integer().withDefault(),
    nextAt: instant().orNull(),
    statusCode: integer().orNull(),
    error: text().orNull(),
    deliveredAt: instant().orNull(),
    createdAt: instant().withDefault(),
  },
  { noun: 'delivery', isAudited: false },
);

/** Each try with what was answered. */
export const webhookAttempts = bareTenantColumns(
  'webhook_attempts',
  {
    deliveryId: uuid(),
    n: integer(),
    at: instant(),
    statusCode: integer().orNull(),
    /** The beginning of the answer. */
    answer: text().withDefault(),
    error: text().orNull(),
    tookMs: integer(),
  },
  { isAudited: false },
);

export * from './tables/inbound';
