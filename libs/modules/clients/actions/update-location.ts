import { defineAction } from '@kelp/kernel';
import { refuseForeignContact } from '../check-client-facts';
import { updateLocation } from '../contract';
import { clientUpdated } from '../events';
import { clientLocations, clients } from '../tables';
import { takeMarks } from './move-location-marks';

/** Changes the given facts of a location; a new default, billing or shipping address takes the mark from the old one. */
export const updateLocationAction = defineAction(updateLocation, {
  permission: 'client.update',
  run: async (ctx, { id, version, ...patch }) => {
    const { clientId } = await ctx.db.get(clientLocations, id);
    await ctx.db.lock(clients, clientId);
    if (patch.siteContactId) await refuseForeignContact(ctx, patch.siteContactId, clientId, 'siteContactId');
    await takeMarks(ctx, clientId, patch, id);
    const location = await ctx.db.update(clientLocations, id, patch, version);
    ctx.emit(clientUpdated, clientId, { clientId });
    return { id, version: location.version };
  },
});
