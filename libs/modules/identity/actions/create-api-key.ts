import { defineAction } from '@kelp/kernel';
import { randomToken, sha256 } from '@kelp/platform/crypto';
import { forbidden, invalid } from '@kelp/std';
import { createApiKey } from '../contract';
import { isNetwork } from '../domain/networks';
import { assertProved } from '../factors/prove';
import { apiKeyRoutes, apiKeys } from '../tables';
import { ownRow } from './update-me';

/** A new API key that may do what its owner may. It is shown this once and kept only as a hash. Clients hold no keys. */
export const createApiKeyAction = defineAction(createApiKey, {
  permission: 'api_key.manage_own',
  run: async (ctx, { name, expiresAt, scopes, networks = [] }) => {
    await assertProved(ctx);
    const me = await ownRow(ctx);
    if (me.type !== 'internal') throw forbidden('api_key.manage_own');
    if (expiresAt && expiresAt <= ctx.now()) {
      throw invalid('The key would have expired already.', { expiresAt: 'Choose a time to come.' });
    }
    const strange = scopes?.find((scope) => !ctx.scopes.has(scope));
    if (strange !== undefined)
      throw invalid(`There is no scope “${strange}”. Choose scopes from the list.`, {
        scopes: `There is no “${strange}”.`,
      });
    const wrong = networks.find((network) => !isNetwork(network));
    if (wrong !== undefined) {
      const sentence = `“${wrong}” is no network. Write addresses such as 203.0.113.7 or 203.0.113.0/24.`;
      throw invalid(sentence, { networks: sentence });
    }
    const key = `kelp_${randomToken()}`;
    const keyHash = sha256(key);
    const row = await ctx.db.insert(apiKeys, {
      userId: me.id,
      name,
      prefix: key.slice(0, 10),
      keyHash,
      scopes: scopes ? [...new Set(scopes)].sort() : null,
      networks,
      expiresAt: expiresAt ?? null,
    });
    await ctx.db.insertMany(apiKeyRoutes, [{ keyHash }]);
    ctx.touch('api_key');
    return { id: row.id, key };
  },
});
