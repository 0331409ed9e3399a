import { defineQuery } from '@kelp/kernel';
import { previewInboundWebhook } from '../contract';
import { mapPayload, parsePayload } from '../inbound/map-payload';

/** What a mapping makes of a payload. */
export const previewInboundWebhookQuery = defineQuery(previewInboundWebhook, {
  permission: 'inbound_webhook.update',
  run: (ctx, { mapping, payload }) => mapPayload(ctx, mapping, parsePayload(payload)),
});
