import { changeCustom } from '@kelp/fields';
import { defineAction } from '@kelp/kernel';
import { setTags } from '@kelp/tags';
import { updateClient } from '../contract';
import { checkClientFacts } from '../check-client-facts';
import { clientUpdated } from '../events';
import { refuseMergedClient } from '../refuse-merged';
import { clients } from '../tables';

/** Changes the given facts of a client; taking it out of use needs `client.deactivate`. */
export const updateClientAction = defineAction(updateClient, {
  permission: 'client.update',
  run: async (ctx, { id, version, custom: values, tags, ...patch }) => {
    const before = await ctx.db.get(clients, id);
    const checked = await checkClientFacts(ctx, patch, before);
    if (patch.isInactive !== undefined) ctx.require('client.deactivate');
    const locked = await ctx.db.lock(clients, id);
    refuseMergedClient(locked);
    const custom = await changeCustom(ctx, { entity: 'client', id, before: locked.custom, patch: values });
    const client = await ctx.db.update(clients, id, { ...patch, ...checked, custom }, version);
    await setTags(ctx, 'client', id, tags);
    ctx.emit(clientUpdated, id, { clientId: id });
    return { id, version: client.version };
  },
});
