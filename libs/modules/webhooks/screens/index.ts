export { WebhooksPage } from '../ui/webhooks-page';
export { WebhookPage } from '../ui/webhook-page';
