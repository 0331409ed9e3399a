import { defineAction } from '@kelp/kernel';
import { updateService } from '../contract';
import { serviceUpdated } from '../events';
import { setPrice } from '../set-price';
import { services } from '../tables';

/** Changes the given facts of a service; a price begins on its date and ends the one before. */
export const updateServiceAction = defineAction(updateService, {
  permission: 'service.update',
  run: async (ctx, { id, version, price, ...patch }) => {
    const service = await ctx.db.update(services, id, patch, version);
    if (price) await setPrice(ctx, id, price);
    ctx.emit(serviceUpdated, id, { serviceId: id });
    return { id, version: service.version };
  },
});
