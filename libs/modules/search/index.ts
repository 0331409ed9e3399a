export * from './contract';
export { fillDocs, fillSearch } from './jobs/fill-search';
export { searchModule } from './module';
export { searchSubscribers } from './subscribers';
