export * from './tables/boards';
export * from './tables/tickets';
export * from './tables/conversation';
export * from './tables/relations';
