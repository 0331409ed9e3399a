export * from './contract';
export { importStandardsAction } from './actions/import-standards';
export { standardsModule } from './module';
export { standardId } from './domain/standard-id';
export type { StandardType } from './domain/plan-import';
export { standardKind, type MadeRow, type StandardKind } from './slots';
