import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { notificationsModule } from '@kelp/notifications';
import { ticketsModule } from '@kelp/tickets';
import { tenantsModule } from '@kelp/tenants';
import { deliveryNarrowing } from './narrowing';
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
import { webhookResources } from './api';
import { forgetDeliveriesNightly, forgetOldDeliveries } from './jobs/forget-old-deliveries';
import { sendWebhooks, webhookDue } from './jobs/send-webhooks';
import { webhookPermissions } from './permissions';
import { getInboundRequestQuery, listInboundRequestsQuery } from './queries/list-inbound-requests';
import { getInboundWebhookQuery, listInboundWebhooksQuery } from './queries/read-inbound-webhooks';
import { previewInboundWebhookQuery } from './queries/preview-inbound-webhook';
import { getWebhookDeliveryQuery } from './queries/get-webhook-delivery';
import { getWebhookQuery } from './queries/get-webhook';
import { listWebhookDeliveriesQuery } from './queries/list-webhook-deliveries';
import { listWebhookEventsQuery } from './queries/list-webhook-events';
import { listWebhooksQuery } from './queries/list-webhooks';
import { onEventWriteDeliveries } from './subscribers/on-event-write-deliveries';
import * as tables from './tables';

export const webhooksModule = defineModule('webhooks', {
  needs: [tenantsModule, identityModule, notificationsModule, ticketsModule],
  tables: Object.values(tables),
  permissions: webhookPermissions,
  actions: [
    createWebhookAction,
    updateWebhookAction,
    deleteWebhookAction,
    rotateWebhookSecretAction,
    testWebhookAction,
    replayWebhookAction,
    createInboundWebhookAction,
    updateInboundWebhookAction,
    deleteInboundWebhookAction,
    rotateInboundAddressAction,
    replayInboundRequestAction,
  ],
  queries: [
    listWebhooksQuery,
    getWebhookQuery,
    listWebhookEventsQuery,
    listWebhookDeliveriesQuery,
    getWebhookDeliveryQuery,
    listInboundWebhooksQuery,
    getInboundWebhookQuery,
    previewInboundWebhookQuery,
    listInboundRequestsQuery,
    getInboundRequestQuery,
  ],
  subscribers: [onEventWriteDeliveries],
  jobs: [sendWebhooks, forgetOldDeliveries],
  dueKinds: [webhookDue],
  schedules: [forgetDeliveriesNightly],
  narrowings: [deliveryNarrowing],
  resources: webhookResources,
});
