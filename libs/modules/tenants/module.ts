import { defineModule } from '@kelp/kernel';
import { tenantsResources } from './api';
import { updateTenantAction } from './actions/update-tenant';
import { tenantPermissions } from './permissions';
import { getTenantQuery } from './queries/get-tenant';
import { listFirstStepsQuery } from './queries/list-first-steps';
import { tenants } from './tables';

export const tenantsModule = defineModule('tenants', {
  tables: [tenants],
  permissions: tenantPermissions,
  actions: [updateTenantAction],
  queries: [listFirstStepsQuery, getTenantQuery],
  resources: tenantsResources,
});
