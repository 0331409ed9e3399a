import type { Ctx } from '@kelp/kernel';
import { invalid, isCurrency, placeFrom } from '@kelp/std';
import { servicePrices } from './tables';
import { today } from './today';

interface NewPrice {
  currency: string;
  /** Exact minor units a unit. */
  unitPrice: string;
  validFrom?: string | undefined;
}

/**
 * Gives a service a price from a date (default today in the workspace's zone): the price before it ends there, a later one
 * stays, and one of the same date is corrected. The caller holds the lock on the service. Throws invalid for a currency
 * that does not exist.
 */
export async function setPrice(
  ctx: Ctx,
  serviceId: string,
  { currency, unitPrice, validFrom }: NewPrice,
): Promise<void> {
  if (!isCurrency(currency)) throw invalid(`"${currency}" is not a currency. Use an ISO code such as USD.`);
  const from = validFrom ?? (await today(ctx));
  const { same, ends, validTo } = placeFrom(await ctx.db.list(servicePrices, { serviceId, currency }), from);
  if (same) {
    await ctx.db.update(servicePrices, same.id, { unitPrice });
    return;
  }
  if (ends) await ctx.db.update(servicePrices, ends.id, { validTo: from });
  await ctx.db.insert(servicePrices, { serviceId, currency, unitPrice, validFrom: from, validTo });
}
