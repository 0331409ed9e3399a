export * from './contract/choices';
export * from './contract/notices';
export * from './contract/templates';
