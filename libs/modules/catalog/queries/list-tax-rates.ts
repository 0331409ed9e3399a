import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { groupBy, rangeContains } from '@kelp/std';
import { listTaxRates } from '../contract';
import { ppmToPercent } from '../domain/percent';
import { codeOf } from '../domain/tax-code';
import { taxCategories, taxRates } from '../tables';
import { today } from '../today';

/** Every tax category with its rates, latest beginning first. */
export const listTaxRatesQuery = defineQuery(listTaxRates, {
  permission: 'tax.read',
  run: async (ctx) => {
    const [categories, rates, date] = await Promise.all([
      ctx.db.list(taxCategories, {}, { orderBy: 'name' }),
      ctx.db.list(taxRates, {}, { orderBy: 'validFrom', direction: 'desc' }),
      today(ctx),
    ]);
    const ofCategory = groupBy(rates, (rate) => rate.categoryId);
    return {
      categories: categories.map((category) => ({
        ...category,
        rates: (ofCategory.get(category.id) ?? []).map((rate) => ({
          ...rate,
          percent: ppmToPercent(rate.ppm),
          code: codeOf(rate, category.isExempt),
          bands: rate.bands && {
            ...rate.bands,
            steps: rate.bands.steps.map(({ upTo, ratePpm }) => ({ upTo, percent: ppmToPercent(ratePpm) })),
          },
          isPlanned: rate.validFrom > date,
          isCurrent: rangeContains({ start: rate.validFrom, end: rate.validTo }, date),
        })),
      })),
      abilities: abilitiesOf(ctx, ['tax.create', 'tax.update']),
    };
  },
});
