import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { removeTaxRate } from '../contract';
import { taxCategories, taxRates } from '../tables';
import { today } from '../today';

/** Takes back a rate that has not begun; the one before it then holds until the next. Throws for a rate that is or was in force. */
export const removeTaxRateAction = defineAction(removeTaxRate, {
  permission: 'tax.update',
  run: async (ctx, { id }) => {
    const { categoryId } = await ctx.db.get(taxRates, id);
    await ctx.db.lock(taxCategories, categoryId);
    const rate = await ctx.db.get(taxRates, id);
    if (rate.validFrom <= (await today(ctx))) {
      throw refused(
        'tax_rate.begun',
        'This rate has begun and invoices may bear it. Set another rate from a date instead.',
      );
    }
    const { place, component, validFrom, validTo } = rate;
    await ctx.db.remove(taxRates, id);
    const before = await ctx.db.find(taxRates, { categoryId, place, component, validTo: validFrom });
    if (before && !before.isHoliday) await ctx.db.update(taxRates, before.id, { validTo });
    ctx.touch('tax_rate');
    return { id };
  },
});
