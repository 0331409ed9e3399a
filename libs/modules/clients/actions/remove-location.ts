import { defineAction, defineQuery } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { listLocations, removeLocation } from '../contract';
import { clientUpdated } from '../events';
import { clientLocations, clients } from '../tables';

/** Takes a location away. Refused for the default one while there are others: one of them must become the default first. */
export const removeLocationAction = defineAction(removeLocation, {
  permission: 'client.update',
  run: async (ctx, { id }) => {
    const { clientId } = await ctx.db.get(clientLocations, id);
    await ctx.db.lock(clients, clientId);
    const all = await ctx.db.list(clientLocations, { clientId }, { lock: true });
    const one = all.find((location) => location.id === id);
    if (one?.isDefault && all.length > 1)
      throw refused('location.default', `${one.name} is the default. Make another location the default first.`);
    await ctx.db.remove(clientLocations, id);
    ctx.emit(clientUpdated, clientId, { clientId });
    return {};
  },
});

/** The locations of a client by name. */
export const listLocationsQuery = defineQuery(listLocations, {
  permission: 'client.read',
  run: async (ctx, { clientId }) => {
    await ctx.db.get(clients, clientId);
    return { rows: await ctx.db.list(clientLocations, { clientId }, { orderBy: 'name' }) };
  },
});
