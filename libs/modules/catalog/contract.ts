import {
  abilities,
  contract,
  currencyCode,
  idOf,
  lineOfText,
  localDate,
  longText,
  pageOf,
  paging,
  z,
} from '@kelp/kernel/contract';

export const billingMethod = z.enum(['fixed', 'hourly', 'usage']);
export const roundingScope = z.enum(['entry', 'ticket_day', 'line']);

/** A price in minor units, exact, as decimal text: `12000` is 120.00 USD, `0.4` is 0.004 USD. */
export const exactPrice = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,12})?$/, 'Give a price in minor units, such as 12000 for 120.00.');

/** A date on which something begins or ends: near enough that its periods can be counted. */
export const tradeDate = localDate.refine(
  (date) => date >= '1990-01-01' && date < '2200-01-01',
  'Choose a date between 1990 and 2199.',
);

/** A price that is not negative. */
export const positivePrice = exactPrice.refine((text) => !text.startsWith('-'), 'A price cannot be negative.');

/** How billable minutes become billed minutes: at least the minimum, then up to the next multiple of the increment. */
export const minuteTerms = {
  minimumMinutes: z.number().int().min(0).max(1440),
  incrementMinutes: z.number().int().min(1, 'Round up to 1 minute or more.').max(1440),
  roundingScope,
};

export const datedPrice = z.object({
  id: z.uuid(),
  currency: z.string(),
  unitPrice: z.string(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  isCurrent: z.boolean(),
});
export type DatedPrice = z.output<typeof datedPrice>;

const serviceCard = z.object({
  id: z.uuid(),
  name: z.string(),
  billingMethod,
  unit: z.string(),
  description: z.string(),
  isActive: z.boolean(),
  taxCategory: z.object({ id: z.uuid(), name: z.string() }),
  ...minuteTerms,
  version: z.number(),
  /** Latest beginning first. */
  prices: z.array(datedPrice),
});
export type ServiceCard = z.output<typeof serviceCard>;

export const listServices = contract({
  name: 'service.list',
  input: z.object({
    search: z.string().max(200).optional(),
    billingMethod: billingMethod.optional(),
    includeInactive: z.boolean().default(false),
    ...paging,
  }),
  output: pageOf(serviceCard).extend({ abilities }),
});

export const getService = contract({
  name: 'service.get',
  input: z.object({ id: idOf('service') }),
  output: serviceCard.extend({ abilities }),
});

const priceFrom = z.object({
  currency: currencyCode,
  unitPrice: positivePrice,
  /** First day of the price; today in the workspace's zone when it is left out. */
  validFrom: tradeDate.optional(),
});

const serviceFields = {
  unit: lineOfText(40).optional(),
  description: longText(2000).optional(),
  minimumMinutes: minuteTerms.minimumMinutes.optional(),
  incrementMinutes: minuteTerms.incrementMinutes.optional(),
  roundingScope: roundingScope.optional(),
};

export const createService = contract({
  name: 'service.create',
  input: z.object({
    name: lineOfText(),
    billingMethod,
    taxCategoryId: idOf('tax category'),
    ...serviceFields,
    prices: z.array(priceFrom).max(20).default([]),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateService = contract({
  name: 'service.update',
  input: z.object({
    id: idOf('service'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    taxCategoryId: idOf('tax category').optional(),
    ...serviceFields,
    isActive: z.boolean().optional(),
    /** A new price from a date; the price before it ends there. */
    price: priceFrom.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** A percentage with at most four decimals, as text: `8.25`. */
export const percentText = z
  .string()
  .regex(/^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/, 'Give a percentage from 0 to 100 with at most four decimals.');

const taxRate = z.object({
  id: z.uuid(),
  place: z.string(),
  name: z.string(),
  percent: z.string(),
  reason: z.string().nullable(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  isCurrent: z.boolean(),
});

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

export const setTaxRate = contract({
  name: 'tax_rate.set',
  input: z.object({
    categoryId: idOf('tax category'),
    /** Key of the place as billing profiles name it; `*` is every place that has no rate of its own. */
    place: lineOfText(60).default('*'),
    name: lineOfText(60).default('Tax'),
    percent: percentText,
    /** Why nothing is charged; wanted for 0 %. */
    reason: lineOfText(200).optional(),
    validFrom: tradeDate.optional(),
  }),
  output: z.object({ id: z.uuid() }),
});
