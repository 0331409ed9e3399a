export * from './contract/comment-card';
export * from './contract/boards';
export * from './contract/tickets';
export * from './contract/conversation';
export * from './contract/bundles';
export * from './contract/relations';
