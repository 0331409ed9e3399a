export * from './contract';
export { fillSearch } from './jobs/fill-search';
export { searchModule } from './module';
