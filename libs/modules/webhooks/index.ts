export * from './contract';
export { webhooksModule } from './module';
export { webhookAttempts, webhookDeliveries, webhookEndpoints } from './tables';
