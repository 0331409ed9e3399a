import { defineModule } from '@kelp/kernel';
import { tenantsResources } from './api';
import {
  addPortalDomainAction,
  checkPortalDomainAction,
  removePortalDomainAction,
} from './actions/change-portal-domain';
import { saveBrandingAction } from './actions/save-branding';
import { dismissFirstStepAction, passWelcomeAction } from './actions/setting-up';
import { saveNumberSeriesAction } from './actions/save-number-series';
import { updateTenantAction } from './actions/update-tenant';
import { brandedMail } from './branding/branded-mail';
import { tenantPermissions } from './permissions';
import { domainJobs, recheckDaily } from './portal-domain/check-domain';
import { getBrandingQuery } from './queries/get-branding';
import { getPortalDomainQuery } from './queries/get-portal-domain';
import { getTenantQuery } from './queries/get-tenant';
import { listFirstStepsQuery } from './queries/list-first-steps';
import { listNumberSeriesQuery } from './queries/list-number-series';
import { settingUp } from './settings';
import { brandings, brandLogos, portalDomainRoutes, portalDomains, tenants } from './tables';

export const tenantsModule = defineModule('tenants', {
  tables: [tenants, brandings, brandLogos, portalDomains, portalDomainRoutes],
  permissions: tenantPermissions,
  actions: [
    updateTenantAction,
    passWelcomeAction,
    dismissFirstStepAction,
    saveNumberSeriesAction,
    saveBrandingAction,
    addPortalDomainAction,
    checkPortalDomainAction,
    removePortalDomainAction,
  ],
  queries: [listFirstStepsQuery, getTenantQuery, listNumberSeriesQuery, getBrandingQuery, getPortalDomainQuery],
  jobs: domainJobs,
  schedules: [recheckDaily],
  fillings: [brandedMail],
  settings: [settingUp],
  resources: tenantsResources,
});
