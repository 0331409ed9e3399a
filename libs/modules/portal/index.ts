export * from './contract';
export { portalModule } from './module';
