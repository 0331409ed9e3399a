export * from './harness';
export * from './settle';
export * from './database';
export type { Ids, Samples } from './samples';
export * from './lend-database';
export * from './oidc-server';
