import { defineResource, type Resource } from '@kelp/kernel';
import {
  addPortalDomainAction,
  checkPortalDomainAction,
  removePortalDomainAction,
} from './actions/change-portal-domain';
import { saveBrandingAction } from './actions/save-branding';
import { saveNumberSeriesAction } from './actions/save-number-series';
import { updateTenantAction } from './actions/update-tenant';
import { getBrandingQuery } from './queries/get-branding';
import { getPortalDomainQuery } from './queries/get-portal-domain';
import { getTenantQuery } from './queries/get-tenant';
import { listNumberSeriesQuery } from './queries/list-number-series';

/** What this room offers under /api/v1. */
export const tenantsResources: readonly Resource[] = [
  defineResource('workspace', {
    list: getTenantQuery,
    save: updateTenantAction,
  }),
  defineResource('numbering', {
    list: listNumberSeriesQuery,
    save: saveNumberSeriesAction,
  }),
  defineResource('branding', {
    list: getBrandingQuery,
    save: saveBrandingAction,
  }),
  defineResource('portal-domain', {
    list: getPortalDomainQuery,
    create: addPortalDomainAction,
    common: { check: checkPortalDomainAction, remove: removePortalDomainAction },
  }),
];
