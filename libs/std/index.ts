export * from './decimal';
export * from './errors';
export * from './ids';
export * from './money';
export * from './dates';
export * from './zone';
