import { services } from '@kelp/catalog';
import { defineAction } from '@kelp/kernel';
import { updateMeter } from '../contract';
import { meters } from '../tables/usage';

/** Another name, unit or service, or a meter that takes no more events. */
export const updateMeterAction = defineAction(updateMeter, {
  permission: 'meter.update',
  run: async (ctx, { id, version, ...changes }) => {
    if (changes.serviceId) await ctx.db.get(services, changes.serviceId);
    const changed = await ctx.db.update(meters, id, changes, version);
    ctx.touch('meter');
    return { id, version: changed.version };
  },
});
