import type { Ctx } from '@kelp/kernel';
import { taxCategories, taxRates } from './tables';

/** The key of every place that has no rate of its own. */
const everywhere = '*';

/** Before any service that can still be billed. */
const always = '2000-01-01';

/** Writes a tax category; an exempt one gets 0 % everywhere with its reason, because no rate at all stops an invoice. */
export async function insertTaxCategory(ctx: Ctx, fields: { name: string; isExempt: boolean }): Promise<string> {
  const { id } = await ctx.db.insert(taxCategories, fields);
  if (fields.isExempt) {
    await ctx.db.insert(taxRates, {
      categoryId: id,
      place: everywhere,
      name: fields.name,
      ppm: 0,
      reason: 'Exempt from tax',
      validFrom: always,
    });
  }
  return id;
}
