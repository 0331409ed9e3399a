import { defineQuery } from '@kelp/kernel';
import { getTenant } from '../contract';
import { readTenant } from '../read-tenant';

/** The workspace of whoever is signed in; every screen needs its zone and currency. */
export const getTenantQuery = defineQuery(getTenant, { signedIn: true, run: (ctx) => readTenant(ctx) });
