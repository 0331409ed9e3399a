import { abilities, contract, idOf, lineOfText, localDate, z } from '@kelp/kernel/contract';
import { tradeDate } from './trade-date';

/** A percentage with at most four decimals, as text: `8.25`. */
export const percentText = z
  .string()
  .regex(/^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/, 'Give a percentage from 0 to 100 with at most four decimals.');

/** The tax categories of EN 16931. */
export const taxCode = z.enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O']);

/** Amounts in minor units as text; the last step has no end. */
const step = z.object({
  upTo: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'Give an amount above zero.')
    .nullable(),
  percent: percentText,
});

const bands = z.object({
  basis: z.enum(['document', 'line']),
  method: z.enum(['graduated', 'whole']),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Use an ISO code such as USD.'),
  steps: z.array(step).min(2, 'Bands need at least two steps.').max(20),
});

const taxRate = z.object({
  id: z.uuid(),
  place: z.string(),
  component: z.string(),
  name: z.string(),
  percent: z.string(),
  reason: z.string().nullable(),
  code: taxCode,
  reasonCode: z.string(),
  position: z.number(),
  isCompound: z.boolean(),
  isDeclared: z.boolean(),
  isHoliday: z.boolean(),
  bands: bands.nullable(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  isCurrent: z.boolean(),
  /** Begins after today: it can still be taken back. */
  isPlanned: z.boolean(),
});
export type TaxRateCard = z.output<typeof taxRate>;

export const listTaxRates = contract({
  name: 'tax_rate.list',
  input: z.object({}),
  output: z.object({
    categories: z.array(z.object({ id: z.uuid(), name: z.string(), isExempt: z.boolean(), rates: z.array(taxRate) })),
    abilities,
  }),
});
export type TaxCategory = z.output<typeof listTaxRates.output>['categories'][number];

export const createTaxCategory = contract({
  name: 'tax_category.create',
  input: z.object({ name: lineOfText(100), isExempt: z.boolean().default(false) }),
  output: z.object({ id: z.uuid() }),
});

const where = {
  categoryId: idOf('tax category'),
  /** Key of the place; `*` is every place that has no rate of its own. */
  place: lineOfText(60).default('*'),
  /** A tax beside the tax itself, such as that of a city; '' is the tax itself. */
  component: z
    .string()
    .trim()
    .max(40)
    .regex(/^[\p{L}\p{N} _-]*$/u, 'Use letters and digits.')
    .optional(),
};

export const setTaxRate = contract({
  name: 'tax_rate.set',
  input: z.object({
    ...where,
    name: lineOfText(60).default('Tax'),
    percent: percentText,
    /** Why nothing is charged; wanted for 0 %. */
    reason: lineOfText(200).optional(),
    /** For 0 %: zero rated without it. */
    code: taxCode.optional(),
    reasonCode: z.string().trim().max(40).optional(),
    /** Order among the components. */
    position: z.number().int().min(0).max(99).optional(),
    /** Is charged on the tax of the components before it too. */
    isCompound: z.boolean().optional(),
    /** False: rounded together with the other components that are not declared on their own; true without it. */
    isDeclared: z.boolean().optional(),
    /** Rates by amount; `percent` then only stands for them and is ignored. */
    bands: bands.nullable().optional(),
    validFrom: tradeDate.optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

/** Nothing is charged from a day up to and with another; before and after the rates stay as they are. */
export const setTaxHoliday = contract({
  name: 'tax_rate.set_holiday',
  input: z.object({
    ...where,
    reason: lineOfText(200),
    from: tradeDate,
    /** The day after the last day of the holiday. */
    to: tradeDate,
  }),
  output: z.object({ id: z.uuid() }),
});

/** Takes back a rate that has not begun; the one before it holds on. */
export const removeTaxRate = contract({
  name: 'tax_rate.remove',
  input: z.object({ id: idOf('tax rate') }),
  output: z.object({ id: z.uuid() }),
});
