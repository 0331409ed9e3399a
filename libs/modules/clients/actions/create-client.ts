import { openCustom } from '@kelp/fields';
import { defineAction } from '@kelp/kernel';
import { setTags } from '@kelp/tags';
import { createClient } from '../contract';
import { clientCreated } from '../events';
import { checkClientFacts } from '../check-client-facts';
import { refuseTakenDomain } from '../refuse-taken';
import { clientEmailDomains, clientLocations, clients } from '../tables';

/** A new client, with its first location as default and its mail domains. */
export const createClientAction = defineAction(createClient, {
  permission: 'client.create',
  run: async (ctx, { location, domains, custom: values, tags, ...fields }) => {
    const checked = await checkClientFacts(ctx, fields, null);
    const id = ctx.newId();
    const custom = await openCustom(ctx, { entity: 'client', id, values, demand: true });
    const client = await ctx.db.insert(clients, { ...fields, ...checked, id, custom });
    await setTags(ctx, 'client', id, tags);
    if (location) await ctx.db.insert(clientLocations, { ...location, clientId: client.id, isDefault: true });
    for (const domain of new Set(domains)) {
      await refuseTakenDomain(ctx, domain, client.id);
      await ctx.db.insert(clientEmailDomains, { clientId: client.id, domain });
    }
    ctx.emit(clientCreated, client.id, { clientId: client.id, name: client.name });
    return { id: client.id };
  },
});
