export * from './contract/tickets';
