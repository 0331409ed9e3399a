import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listProviders, type ProviderCard } from '../contract';
import { callbackAddress } from '../providers/oidc';

/** The ways to sign in with an account somewhere else; their secrets never leave. */
export const listProvidersQuery = defineQuery(listProviders, {
  permission: 'sign_in_settings.read',
  run: async (ctx) => {
    const rows = await ctx.db.rows<ProviderCard>(
      sql`select p.id, p.name, p.preset, p.portal, p.issuer, p.client_id, p.client_secret <> '' as has_secret, p.is_enabled, p.may_create, p.role_id,
            p.domains, p.is_second_factor, p.version,
            (select count(*)::integer from provider_identities i where i.tenant_id = p.tenant_id and i.provider_id = p.id) as people
          from sign_in_providers p where p.tenant_id = ${ctx.tenant} order by lower(p.name), p.id`,
    );
    return { rows, callback: callbackAddress() };
  },
});
