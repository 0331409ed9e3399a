import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { formatLocalDate, inForce, invalid, refused } from '@kelp/std';
import { setTaxHoliday } from '../contract';
import { taxRateSet } from '../events';
import { taxCategories, taxRates } from '../tables';

type Rate = Row<typeof taxRates>;
type Input = z.output<typeof setTaxHoliday.input>;

/** The one rate from which the days of the holiday are cut. Throws when there is none, or when it changes meanwhile. */
function cutRate(ctx: Ctx, rates: Rate[], { from, to }: Input): Rate {
  const rate = inForce(rates, from);
  if (!rate)
    throw refused('tax_rate.missing', 'No rate is in force on the first day. Set the rate first, then its holiday.');
  if (rate.isHoliday) {
    throw refused('tax_rate.holiday', 'There is a holiday on some of these days already. Choose days that are free.');
  }
  if (rate.validTo !== null && rate.validTo < to) {
    throw refused(
      'tax_rate.changes',
      `The rate changes on ${formatLocalDate(rate.validTo, ctx.locale, 'medium')}, in the middle of the holiday. Set one holiday up to that day, and one from it.`,
    );
  }
  return rate;
}

/** Cuts the days out of the rate, whose rest begins again after them. */
async function cut(ctx: Ctx, rate: Rate, { from, to }: Input): Promise<Rate | null> {
  const { categoryId, place, component, name, ppm, reason, position, isCompound, isDeclared, bands, code, reasonCode } =
    rate;
  const { validTo } = rate;
  if (rate.validFrom === from) await ctx.db.remove(taxRates, rate.id);
  else await ctx.db.update(taxRates, rate.id, { validTo: from });
  if (validTo === to) return null;
  const facts = {
    categoryId,
    place,
    component,
    name,
    ppm,
    reason,
    position,
    isCompound,
    isDeclared,
    bands,
    code,
    reasonCode,
  };
  return ctx.db.insert(taxRates, { ...facts, validFrom: to, validTo });
}

/** Nothing is charged on some days; the rates before and after stay. A holiday is a dated rate of 0 % with its reason. */
export const setTaxHolidayAction = defineAction(setTaxHoliday, {
  permission: 'tax.update',
  run: async (ctx, input) => {
    const { categoryId, place, component = '', reason, from, to } = input;
    if (from >= to) throw invalid('The last day comes before the first.', { to: 'Choose a later day.' });
    await ctx.db.lock(taxCategories, categoryId);
    const rate = cutRate(ctx, await ctx.db.list(taxRates, { categoryId, place, component }), input);
    await cut(ctx, rate, input);
    const { name, position } = rate;
    const free = { ppm: 0, reason, isHoliday: true, validFrom: from, validTo: to };
    const { id } = await ctx.db.insert(taxRates, { categoryId, place, component, name, position, ...free });
    ctx.emit(taxRateSet, id, { taxRateId: id, categoryId, place, ppm: 0, validFrom: from });
    return { id };
  },
});
