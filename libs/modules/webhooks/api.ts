import { defineResource, type Resource } from '@kelp/kernel';
import { createWebhookAction } from './actions/create-webhook';
import { deleteWebhookAction } from './actions/delete-webhook';
import { replayWebhookAction } from './actions/replay-webhook';
import { rotateWebhookSecretAction } from './actions/rotate-webhook-secret';
import { testWebhookAction } from './actions/test-webhook';
import { updateWebhookAction } from './actions/update-webhook';
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
  defineResource('webhook-deliveries', { get: getWebhookDeliveryQuery }),
];
