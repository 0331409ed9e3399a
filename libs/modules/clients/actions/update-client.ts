import { changeCustom } from '@kelp/fields';
import { defineAction } from '@kelp/kernel';
import { setTags } from '@kelp/tags';
import { updateClient } from '../contract';
import { checkZone } from '../domain/check-zone';
import { clientUpdated } from '../events';
import { refuseTakenName } from '../refuse-taken';
import { clients } from '../tables';

/** Changes the given facts of a client; taking it out of use needs `client.deactivate`. */
export const updateClientAction = defineAction(updateClient, {
  permission: 'client.update',
  run: async (ctx, { id, version, custom: values, tags, ...patch }) => {
    checkZone(patch.zone);
    if (patch.name !== undefined) await refuseTakenName(ctx, patch.name, id);
    if (patch.isInactive !== undefined) ctx.require('client.deactivate');
    const { custom: before } = await ctx.db.lock(clients, id);
    const custom = await changeCustom(ctx, { entity: 'client', id, before, patch: values });
    const client = await ctx.db.update(clients, id, { ...patch, custom }, version);
    await setTags(ctx, 'client', id, tags);
    ctx.emit(clientUpdated, id, { clientId: id });
    return { id, version: client.version };
  },
});
