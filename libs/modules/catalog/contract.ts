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
import { tradeDate } from './contract/trade-date';

export const billingMethod = z.enum(['fixed', 'hourly', 'usage']);
export const roundingScope = z.enum(['entry', 'ticket_day', 'line']);

/** A price in minor units, exact, as decimal text: `12000` is 120.00 USD, `0.4` is 0.004 USD. */
export const exactPrice = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,12})?$/, 'Give a price in minor units, such as 12000 for 120.00.');

export { tradeDate };

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
  /** Its prices have the tax in them. */
  pricesIncludeTax: z.boolean(),
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
  pricesIncludeTax: z.boolean().optional(),
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

export * from './contract/tax-places';
export * from './contract/tax-rates';
export * from './contract/tax-settings';
