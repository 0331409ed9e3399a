export * from './domain/clock';
export * from './domain/explain-clock';
export * from './domain/fold-clocks';
export * from './domain/sla-fact';
export * from './domain/sla-policy';
export * from './domain/thresholds';
export { slaModule } from './module';
