export * from './domain/approval-rule';
export * from './domain/billed-minutes';
export * from './domain/parse-quick-log';
export * from './domain/work-span';
export { timeModule } from './module';
