import { services } from '@kelp/catalog';
import { defineAction } from '@kelp/kernel';
import { createMeter } from '../contract';
import { meters } from '../tables/usage';

/** A new meter; its way of counting stays for good. */
export const createMeterAction = defineAction(createMeter, {
  permission: 'meter.update',
  run: async (ctx, input) => {
    await ctx.db.get(services, input.serviceId);
    const { id } = await ctx.db.insert(meters, input);
    ctx.touch('meter');
    return { id };
  },
});
