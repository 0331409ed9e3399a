import { defineAction } from '@kelp/kernel';
import { addLocation } from '../contract';
import { clientUpdated } from '../events';
import { clientLocations, clients } from '../tables';

/** Adds a location. The first one is the default; a new default takes the mark from the old one. */
export const addLocationAction = defineAction(addLocation, {
  permission: 'client.update',
  run: async (ctx, input) => {
    await ctx.db.lock(clients, input.clientId);
    const former = await ctx.db.find(clientLocations, { clientId: input.clientId, isDefault: true });
    const isDefault = input.isDefault || !former;
    if (isDefault && former) await ctx.db.update(clientLocations, former.id, { isDefault: false });
    const location = await ctx.db.insert(clientLocations, { ...input, isDefault });
    ctx.emit(clientUpdated, input.clientId, { clientId: input.clientId });
    return { id: location.id };
  },
});
