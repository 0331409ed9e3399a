import { defineResource, type Resource } from '@kelp/kernel';
import { updateTenantAction } from './actions/update-tenant';
import { getTenantQuery } from './queries/get-tenant';

/** What this room offers under /api/v1. */
export const tenantsResources: readonly Resource[] = [
  defineResource('workspace', {
    list: getTenantQuery,
    save: updateTenantAction,
  }),
];
