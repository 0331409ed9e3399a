import type { ReadCtx } from '@kelp/kernel';
import { groupBy, rangeContains } from '@kelp/std';
import type { ServiceCard } from '../contract';
import { servicePrices, taxCategories, type BillingMethod, type RoundingScope } from '../tables';
import { today } from '../today';

export interface ServiceRow {
  id: string;
  name: string;
  billingMethod: BillingMethod;
  unit: string;
  description: string;
  isActive: boolean;
  taxCategoryId: string;
  pricesIncludeTax: boolean;
  minimumMinutes: number;
  incrementMinutes: number;
  roundingScope: RoundingScope;
  version: number;
}

/** Service rows with their tax category and dated prices, in three statements however many they are. */
export async function serviceCards(ctx: ReadCtx, rows: readonly ServiceRow[]): Promise<ServiceCard[]> {
  const [prices, categories, date] = await Promise.all([
    ctx.db.list(servicePrices, { serviceId: rows.map((row) => row.id) }, { orderBy: 'validFrom', direction: 'desc' }),
    ctx.db.list(taxCategories, {}),
    today(ctx),
  ]);
  const ofService = groupBy(prices, (price) => price.serviceId);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...row,
    taxCategory: { id: row.taxCategoryId, name: names.get(row.taxCategoryId) ?? '' },
    prices: (ofService.get(row.id) ?? []).map((price) => ({
      ...price,
      isCurrent: rangeContains({ start: price.validFrom, end: price.validTo }, date),
    })),
  }));
}
