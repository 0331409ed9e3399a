export * from './contract';
export { tenantsModule } from './module';
export { firstSteps, type StepState } from './first-steps';
export { tenants } from './tables';
export { createTenant, type NewTenant } from './create-tenant';
export { readTenant, type Workspace } from './read-tenant';
export { recordChange, recordChanges } from './record-change';
export { getTenantQuery } from './queries/get-tenant';
export { updateTenantAction } from './actions/update-tenant';
