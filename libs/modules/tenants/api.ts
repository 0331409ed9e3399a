import { defineResource, type Resource } from '@kelp/kernel';
import { saveBrandingAction } from './actions/save-branding';
import { updateTenantAction } from './actions/update-tenant';
import { getBrandingQuery } from './queries/get-branding';
import { getTenantQuery } from './queries/get-tenant';

/** What this room offers under /api/v1. */
export const tenantsResources: readonly Resource[] = [
  defineResource('workspace', {
    list: getTenantQuery,
    save: updateTenantAction,
  }),
  defineResource('branding', {
    list: getBrandingQuery,
    save: saveBrandingAction,
  }),
];
