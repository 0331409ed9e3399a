import type { Ctx } from '@kelp/kernel';
import { serviceUpdated } from './events';
import { servicePrices, services } from './tables';

/**
 * Removes a service that a load of records made, with its prices. No door offers this: the caller makes sure that nothing refers to it, or
 * the database refuses.
 */
export async function takeBackService(ctx: Ctx, id: string): Promise<void> {
  ctx.require('service.update');
  await ctx.db.lock(services, id);
  for (const price of await ctx.db.list(servicePrices, { serviceId: id })) await ctx.db.remove(servicePrices, price.id);
  await ctx.db.remove(services, id);
  ctx.touch('service');
}

/** A price as it stood before a load of records changed it. */
export interface FormerPrice {
  unitPrice: string;
  validFrom: string;
  validTo: string | null;
}

/** Puts the prices of a service in one currency back as they stood. No door offers this; what was billed keeps its own price. */
export async function takeBackPrices(
  ctx: Ctx,
  serviceId: string,
  currency: string,
  former: readonly FormerPrice[],
): Promise<void> {
  ctx.require('service.update');
  await ctx.db.lock(services, serviceId);
  const before = new Map(former.map((price) => [price.validFrom, price]));
  const now = await ctx.db.list(servicePrices, { serviceId, currency });
  for (const price of now) if (!before.has(price.validFrom)) await ctx.db.remove(servicePrices, price.id);
  for (const { id, validFrom } of now) {
    const was = before.get(validFrom);
    if (was) await ctx.db.update(servicePrices, id, { unitPrice: was.unitPrice, validTo: was.validTo });
  }
  ctx.emit(serviceUpdated, serviceId, { serviceId });
}
