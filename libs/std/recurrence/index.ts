export * from './closed-days';
export * from './pattern';
export * from './recurrence';
export { readRule, type RecurrenceRule } from './rule';
export { instantOfWallTime, isWallTime, wallDate, type WallTime } from './wall-time';
