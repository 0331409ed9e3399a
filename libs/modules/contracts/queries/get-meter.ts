import { services } from '@kelp/catalog';
import { defineQuery } from '@kelp/kernel';
import { getMeter } from '../contract';
import { meters } from '../tables/usage';

/** One meter. */
export const getMeterQuery = defineQuery(getMeter, {
  permission: 'meter.read',
  run: async (ctx, { id }) => {
    const meter = await ctx.db.get(meters, id);
    const service = await ctx.db.get(services, meter.serviceId);
    return { ...meter, service: { id: service.id, name: service.name } };
  },
});
