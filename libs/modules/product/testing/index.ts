export * from './two-tenants';
