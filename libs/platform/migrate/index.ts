export * from './tenant-table';
export * from './roles';
export * from './migrate';
export type { Knex } from 'knex';
export * from './prepare';
