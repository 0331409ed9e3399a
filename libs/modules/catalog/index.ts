export { catalogModule } from './module';
export * from './tables';
