import { defineAction } from '@kelp/kernel';
import { updateClient } from '../contract';
import { checkZone } from '../domain/check-zone';
import { clientUpdated } from '../events';
import { refuseTakenName } from '../refuse-taken';
import { clients } from '../tables';

/** Changes the given facts of a client; taking it out of use needs `client.deactivate`. */
export const updateClientAction = defineAction(updateClient, {
  permission: 'client.update',
  run: async (ctx, { id, version, ...patch }) => {
    checkZone(patch.zone);
    if (patch.name !== undefined) await refuseTakenName(ctx, patch.name, id);
    if (patch.isInactive !== undefined) ctx.require('client.deactivate');
    const client = await ctx.db.update(clients, id, patch, version);
    ctx.emit(clientUpdated, id, { clientId: id });
    return { id, version: client.version };
  },
});
