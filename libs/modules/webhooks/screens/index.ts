export { WebhooksPage } from '../ui/webhooks-page';
export { WebhookPage } from '../ui/webhook-page';
export { InboundWebhooksPage } from '../ui/inbound-webhooks-page';
export { InboundWebhookPage } from '../ui/inbound-webhook-page';
