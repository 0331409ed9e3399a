export * from './tables/boards';
export * from './tables/tickets';
