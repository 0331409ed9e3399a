import { bareTenantColumns, boolean, instant, json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { AlertMapping, InboundOutcome } from '../contract';

/** A secret address to which another program sends alerts. What it does is done in the name of its owner. */
export const inboundWebhooks = tenantColumns(
  'inbound_webhooks',
  {
    name: text(),
    ownerId: uuid(),
    isActive: boolean().withDefault(),
    tokenHash: text(),
    formerTokenHash: text().orNull(),
    formerUntil: instant().orNull(),
    /** With it, requests must be signed by the sealed secret. */
    signatureHeader: text().orNull(),
    signatureSecret: text().orNull(),
    boardId: uuid().orNull(),
    mapping: json<AlertMapping>(),
    /** The next request is kept as the sample and makes no ticket. */
    isCapturing: boolean().withDefault(),
    sample: text().orNull(),
    lastAt: instant().orNull(),
  },
  {
    noun: 'inbound webhook',
    secret: ['tokenHash', 'formerTokenHash', 'signatureSecret', 'sample'],
    conflicts: {
      inbound_webhooks_name_unique: 'There is already an inbound webhook with this name. Choose another name.',
    },
  },
);

/** Every request that came, with what became of it. */
export const inboundRequests = bareTenantColumns(
  'inbound_requests',
  {
    id: uuid(),
    webhookId: uuid(),
    receivedAt: instant(),
    body: text(),
    outcome: text<InboundOutcome>(),
    reason: text().orNull(),
    alertKey: text().orNull(),
    ticketId: uuid().orNull(),
  },
  { noun: 'request', isAudited: false },
);

/** The ticket that an alert has now. */
export const inboundAlerts = bareTenantColumns(
  'inbound_alerts',
  { webhookId: uuid(), alertKey: text(), ticketId: uuid().orNull(), lastAt: instant() },
  { isAudited: false },
);
