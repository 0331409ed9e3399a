import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { removeProvider } from '../contract';
import { assertProved } from '../factors/prove';
import { assertOwnerRemains } from '../owners';
import { providerIdentities, signInProviders } from '../tables';

/** Removes a way to sign in, with the accounts that were connected by it. Refused when the last Owner could not come in any more. */
export const removeProviderAction = defineAction(removeProvider, {
  permission: 'sign_in_settings.update',
  run: async (ctx, { id }) => {
    await assertProved(ctx);
    await ctx.db.lock(signInProviders, id);
    for (const identity of await ctx.db.list(providerIdentities, { providerId: id }))
      await ctx.db.remove(providerIdentities, identity.id);
    await ctx.db.rows(sql`delete from provider_routes where tenant_id = ${ctx.tenant} and provider_id = ${id}`);
    await ctx.db.remove(signInProviders, id);
    await assertOwnerRemains(ctx);
    ctx.touch('sign_in_provider');
    return { id };
  },
});
