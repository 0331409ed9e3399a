import { defineModule } from '@kelp/kernel';
import { tenantsResources } from './api';
import { saveBrandingAction } from './actions/save-branding';
import { updateTenantAction } from './actions/update-tenant';
import { brandedMail } from './branding/read-brand';
import { tenantPermissions } from './permissions';
import { getBrandingQuery } from './queries/get-branding';
import { getTenantQuery } from './queries/get-tenant';
import { listFirstStepsQuery } from './queries/list-first-steps';
import { brandings, brandLogos, tenants } from './tables';

export const tenantsModule = defineModule('tenants', {
  tables: [tenants, brandings, brandLogos],
  permissions: tenantPermissions,
  actions: [updateTenantAction, saveBrandingAction],
  queries: [listFirstStepsQuery, getTenantQuery, getBrandingQuery],
  fillings: [brandedMail],
  resources: tenantsResources,
});
