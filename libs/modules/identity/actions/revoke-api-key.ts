import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { revokeApiKey } from '../contract';
import { endApiKey } from '../end-access';
import { apiKeys } from '../tables';

/** Ends an API key from its next request on: an own one, or anybody's with api_key.manage_all. */
export const revokeApiKeyAction = defineAction(revokeApiKey, {
  permission: 'api_key.manage_own',
  run: async (ctx, { id }) => {
    const key = await ctx.db.lock(apiKeys, id);
    if (key.userId !== ctx.actor.id && !ctx.can('api_key.manage_all')) throw notFound('API key');
    if (!key.revokedAt) await endApiKey(ctx, key);
    ctx.touch('api_key');
    return { id };
  },
});
