import { defineResource, type Resource } from '@kelp/kernel';
import { createInboundWebhookAction } from './actions/create-inbound-webhook';
import { updateInboundWebhookAction } from './actions/update-inbound-webhook';
import { deleteInboundWebhookAction } from './actions/delete-inbound-webhook';
import { rotateInboundAddressAction } from './actions/rotate-inbound-address';
import { replayInboundRequestAction } from './actions/replay-inbound-request';
import { createWebhookAction } from './actions/create-webhook';
import { deleteWebhookAction } from './actions/delete-webhook';
import { replayWebhookAction } from './actions/replay-webhook';
import { rotateWebhookSecretAction } from './actions/rotate-webhook-secret';
import { testWebhookAction } from './actions/test-webhook';
import { updateWebhookAction } from './actions/update-webhook';
import { getInboundRequestQuery, listInboundRequestsQuery } from './queries/list-inbound-requests';
import { getInboundWebhookQuery, listInboundWebhooksQuery } from './queries/read-inbound-webhooks';
import { previewInboundWebhookQuery } from './queries/preview-inbound-webhook';
import { getWebhookDeliveryQuery } from './queries/get-webhook-delivery';
import { getWebhookQuery } from './queries/get-webhook';
import { listWebhookDeliveriesQuery } from './queries/list-webhook-deliveries';
import { listWebhookEventsQuery } from './queries/list-webhook-events';
import { listWebhooksQuery } from './queries/list-webhooks';

/** What this room offers under /api/v1. */
export const webhookResources: readonly Resource[] = [
  defineResource('webhooks', {
    list: listWebhooksQuery,
    get: getWebhookQuery,
    create: createWebhookAction,
    update: updateWebhookAction,
    remove: deleteWebhookAction,
    reads: { events: listWebhookEventsQuery },
    parts: { deliveries: listWebhookDeliveriesQuery },
    verbs: { 'rotate-secret': rotateWebhookSecretAction, test: testWebhookAction, replay: replayWebhookAction },
  }),
  defineResource('inbound-webhooks', {
    list: listInboundWebhooksQuery,
    get: getInboundWebhookQuery,
    create: createInboundWebhookAction,
    update: updateInboundWebhookAction,
    remove: deleteInboundWebhookAction,
    parts: { requests: listInboundRequestsQuery },
    verbs: { rotate: rotateInboundAddressAction },
    common: { preview: previewInboundWebhookQuery },
  }),
  defineResource('inbound-requests', { get: getInboundRequestQuery, verbs: { replay: replayInboundRequestAction } }),
  defineResource('webhook-deliveries', { get: getWebhookDeliveryQuery }),
];
