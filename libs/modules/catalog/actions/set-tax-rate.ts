import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, placeFrom } from '@kelp/std';
import { setTaxRate } from '../contract';
import { percentToPpm } from '../domain/percent';
import { taxRateSet } from '../events';
import { taxCategories, taxRates } from '../tables';
import { today } from '../today';

function checkRate(isExempt: boolean, ppm: number, reason: string | undefined): void {
  if (isExempt && ppm > 0) {
    throw invalid('This category is exempt from tax. Give the service another category to charge tax.', {
      percent: 'An exempt category has 0 %.',
    });
  }
  if (ppm === 0 && !reason) {
    throw invalid('Say why nothing is charged; the invoice prints it.', { reason: 'Needed for 0 %.' });
  }
}

/** Sets the rate of a category in a place from a date: the rate before it ends there, one of the same date is corrected. */
export const setTaxRateAction = defineAction(setTaxRate, {
  permission: 'tax.update',
  run: async (ctx, { categoryId, place, name, percent, reason, validFrom }) => {
    const category = await ctx.db.lock(taxCategories, categoryId);
    const ppm = percentToPpm(percent);
    checkRate(category.isExempt, ppm, reason);
    const from = validFrom ?? (await today(ctx));
    const id = await write(ctx, { categoryId, place, name, ppm, reason: reason ?? null, validFrom: from });
    ctx.emit(taxRateSet, id, { taxRateId: id, categoryId, place, ppm, validFrom: from });
    return { id };
  },
});

interface Rate {
  categoryId: string;
  place: string;
  name: string;
  ppm: number;
  reason: string | null;
  validFrom: string;
}

async function write(ctx: Ctx, rate: Rate): Promise<string> {
  const { categoryId, place, name, ppm, reason, validFrom } = rate;
  const { same, ends, validTo } = placeFrom(await ctx.db.list(taxRates, { categoryId, place }), validFrom);
  if (same) return (await ctx.db.update(taxRates, same.id, { name, ppm, reason })).id;
  if (ends) await ctx.db.update(taxRates, ends.id, { validTo: validFrom });
  return (await ctx.db.insert(taxRates, { ...rate, validTo })).id;
}
