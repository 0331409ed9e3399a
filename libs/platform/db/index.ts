export * from './sql';
export * from './table';
export * from './pool';
