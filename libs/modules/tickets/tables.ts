export * from './tables/tickets';
