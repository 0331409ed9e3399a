export { contractsModule } from './module';
export * from './tables';
