export * from './contract/comment-card';
export * from './contract/tickets';
export * from './contract/conversation';
