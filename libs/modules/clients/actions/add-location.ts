import { defineAction } from '@kelp/kernel';
import { refuseForeignContact } from '../check-client-facts';
import { addLocation } from '../contract';
import { clientUpdated } from '../events';
import { refuseMergedClient } from '../refuse-merged';
import { clientLocations, clients } from '../tables';
import { takeMarks } from './move-location-marks';

/** Adds a location. The first one is the default; a new default, billing or shipping address takes the mark from the old one. */
export const addLocationAction = defineAction(addLocation, {
  permission: 'client.update',
  run: async (ctx, input) => {
    refuseMergedClient(await ctx.db.lock(clients, input.clientId));
    if (input.siteContactId) await refuseForeignContact(ctx, input.siteContactId, input.clientId, 'siteContactId');
    const hasDefault = await ctx.db.find(clientLocations, { clientId: input.clientId, isDefault: true });
    const isDefault = input.isDefault || !hasDefault;
    await takeMarks(ctx, input.clientId, { ...input, isDefault }, null);
    const location = await ctx.db.insert(clientLocations, { ...input, isDefault });
    ctx.emit(clientUpdated, input.clientId, { clientId: input.clientId });
    return { id: location.id };
  },
});
