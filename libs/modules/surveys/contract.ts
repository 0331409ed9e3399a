export * from './contract/templates';
export * from './contract/triggers';
export * from './contract/results';
