export * from './tables/boards';
export * from './tables/tickets';
export * from './tables/conversation';
export * from './tables/relations';
export * from './tables/bulk';
export * from './tables/saved-views';
export * from './tables/prepared-work';
