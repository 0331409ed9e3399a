import { defineAction } from '@kelp/kernel';
import { addDomain } from '../contract';
import { clientUpdated } from '../events';
import { holdersOfDomains, refuseTakenDomain } from '../refuse-taken';
import { refuseMergedClient } from '../refuse-merged';
import { clientEmailDomains, clients } from '../tables';

/** Mail from this domain belongs to the client from now on. Adding what is there already changes nothing. */
export const addDomainAction = defineAction(addDomain, {
  permission: 'client.update',
  run: async (ctx, { clientId, domain }) => {
    refuseMergedClient(await ctx.db.lock(clients, clientId));
    refuseTakenDomain(await holdersOfDomains(ctx, [domain]), domain, clientId);
    // The index refuses a client that takes the domain at this moment.
    if (await ctx.db.find(clientEmailDomains, { clientId, domain })) return { domain };
    await ctx.db.insert(clientEmailDomains, { clientId, domain });
    ctx.emit(clientUpdated, clientId, { clientId });
    return { domain };
  },
});
