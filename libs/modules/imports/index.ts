export * from './contract';
export { importsModule } from './module';
export { externalRefs, imports } from './tables';
