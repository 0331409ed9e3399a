export * from './contract';
export { inboundHandler, type Arriving } from './inbound/inbound-handler';
export { webhooksModule } from './module';
export {
  inboundAlerts,
  inboundRequests,
  inboundWebhooks,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
} from './tables';
