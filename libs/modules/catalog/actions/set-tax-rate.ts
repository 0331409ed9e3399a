import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid, isCurrency, placeFrom } from '@kelp/std';
import { setTaxRate } from '../contract';
import { percentToPpm } from '../domain/percent';
import { bandsProblem } from '../domain/tax-bands';
import { taxRateSet } from '../events';
import { taxCategories, taxRates, type TaxBandsRow } from '../tables';
import { today } from '../today';

type Input = z.output<typeof setTaxRate.input>;

function checkRate(isExempt: boolean, ppm: number, { reason, bands, code }: Input): void {
  if (isExempt && (ppm > 0 || bands)) {
    throw invalid('This category is exempt from tax. Give the service another category to charge tax.', {
      percent: 'An exempt category has 0 %.',
    });
  }
  if (ppm === 0 && !bands && !reason) {
    throw invalid('Say why nothing is charged; the invoice prints it.', { reason: 'Needed for 0 %.' });
  }
  if (code !== undefined && (code === 'S') !== (ppm > 0 || Boolean(bands))) {
    throw invalid('The standard category is for what is taxed, the others for 0 %. Choose one that fits the rate.', {
      code: 'Does not fit the rate.',
    });
  }
}

function checkShape({ isDeclared, isCompound, bands }: Input): void {
  if (isDeclared === false && (isCompound || bands)) {
    throw invalid('A tax that is rounded together with others has one plain rate. Declare it on its own.');
  }
  const problem = bands && bandsProblem(bands.steps);
  if (problem) throw invalid(problem, { bands: problem });
  if (bands && !isCurrency(bands.currency)) {
    throw invalid(`"${bands.currency}" is not a currency. Use an ISO code such as USD.`);
  }
}

const bandsRow = (bands: Input['bands']): TaxBandsRow | null =>
  bands
    ? { ...bands, steps: bands.steps.map(({ upTo, percent }) => ({ upTo, ratePpm: percentToPpm(percent) })) }
    : null;

/** The facts of the rate, with what holds where nothing else was said. */
const factsOf = (input: Input, ppm: number, bands: TaxBandsRow | null) => ({
  name: input.name,
  ppm,
  bands,
  reason: input.reason ?? null,
  code: input.code ?? null,
  reasonCode: input.reasonCode ?? '',
  position: input.position ?? 0,
  isCompound: input.isCompound ?? false,
  isDeclared: input.isDeclared ?? true,
});

/**
 * Sets the rate of a category's component in a place from a date: the rate before it ends there, one of the same date is corrected.
 * Rates by amount have no single percentage: the row keeps the highest.
 */
export const setTaxRateAction = defineAction(setTaxRate, {
  permission: 'tax.update',
  run: async (ctx, input) => {
    const { categoryId, place } = input;
    const category = await ctx.db.lock(taxCategories, categoryId);
    const bands = bandsRow(input.bands);
    const ppm = bands ? Math.max(...bands.steps.map(({ ratePpm }) => ratePpm)) : percentToPpm(input.percent);
    checkShape(input);
    checkRate(category.isExempt, ppm, input);
    const from = input.validFrom ?? (await today(ctx));
    const component = input.component ?? '';
    const id = await write(ctx, { categoryId, place, component, validFrom: from }, factsOf(input, ppm, bands));
    ctx.emit(taxRateSet, id, { taxRateId: id, categoryId, place, ppm, validFrom: from });
    return { id };
  },
});

interface Spot {
  categoryId: string;
  place: string;
  component: string;
  validFrom: string;
}

async function write(ctx: Ctx, spot: Spot, facts: ReturnType<typeof factsOf>): Promise<string> {
  const { validFrom, ...where } = spot;
  const { same, ends, validTo } = placeFrom(await ctx.db.list(taxRates, where), validFrom);
  if (same) return (await ctx.db.update(taxRates, same.id, { ...facts, isHoliday: false })).id;
  if (ends) await ctx.db.update(taxRates, ends.id, { validTo: validFrom });
  return (await ctx.db.insert(taxRates, { ...spot, ...facts, validTo })).id;
}
