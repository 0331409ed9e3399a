export * from './contract';
export { portalModule } from './module';
export { ticketReach } from './permissions';
