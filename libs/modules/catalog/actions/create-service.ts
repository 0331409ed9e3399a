import { defineAction } from '@kelp/kernel';
import { createService } from '../contract';
import { serviceCreated } from '../events';
import { setPrice } from '../set-price';
import { services } from '../tables';

const defaultUnits = { hourly: 'hour', fixed: 'piece', usage: 'unit' } as const;

/** A new service with its first prices. */
export const createServiceAction = defineAction(createService, {
  permission: 'service.create',
  run: async (ctx, { prices, ...fields }) => {
    const service = await ctx.db.insert(services, { unit: defaultUnits[fields.billingMethod], ...given(fields) });
    for (const price of prices) await setPrice(ctx, service.id, price);
    ctx.emit(serviceCreated, service.id, { serviceId: service.id, name: service.name });
    return { id: service.id };
  },
});

/** Without the fields that were left out, so that they do not hide a default. */
const given = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
