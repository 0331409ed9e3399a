export * from './harness';
export * from './settle';
export * from './database';
