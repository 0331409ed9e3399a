import { boolean, decimal, integer, json, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';

export { taxPlaces } from './tables/tax-places';

export type BillingMethod = 'fixed' | 'hourly' | 'usage';
export type RoundingScope = 'entry' | 'ticket_day' | 'line';

export const taxCategories = tenantColumns(
  'tax_categories',
  { name: text(), isExempt: boolean().withDefault() },
  {
    noun: 'tax category',
    conflicts: { tax_categories_name_unique: 'There is already a tax category with this name.' },
  },
);

export type TaxCodeRow = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O';

/** Steps up to and with an amount in minor units, the last without end. */
export interface TaxBandsRow {
  basis: 'document' | 'line';
  method: 'graduated' | 'whole';
  currency: string;
  steps: { upTo: string | null; ratePpm: number }[];
}

/** Parts per million (8.25 % is 82500) from `validFrom` up to but without `validTo`; a rate of 0 carries its reason. */
export const taxRates = tenantColumns(
  'tax_rates',
  {
    categoryId: uuid(),
    place: text().withDefault(),
    name: text(),
    ppm: integer(),
    reason: text().orNull(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
    /** '' is the tax itself; others stand beside it. */
    component: text().withDefault(),
    position: integer().withDefault(),
    isCompound: boolean().withDefault(),
    isDeclared: boolean().withDefault(),
    bands: json<TaxBandsRow>().orNull(),
    /** Null: by the rate, see `codeOf`. */
    code: text<TaxCodeRow>().orNull(),
    reasonCode: text().withDefault(),
    isHoliday: boolean().withDefault(),
  },
  {
    noun: 'tax rate',
    conflicts: {
      tax_rates_no_overlap:
        'Another rate of this category is in force there on some of these days. Choose another date.',
    },
  },
);

/** The minute terms hold for work that no contract covers; contracts bring their own. */
export const services = tenantColumns(
  'services',
  {
    name: text(),
    billingMethod: text<BillingMethod>(),
    unit: text().withDefault(),
    taxCategoryId: uuid(),
    pricesIncludeTax: boolean().withDefault(),
    isActive: boolean().withDefault(),
    description: text().withDefault(),
    minimumMinutes: integer().withDefault(),
    incrementMinutes: integer().withDefault(),
    roundingScope: text<RoundingScope>().withDefault(),
  },
  {
    conflicts: { services_name_unique: 'There is already a service with this name. Open it, or choose another name.' },
  },
);

/** Price of one unit in minor units of the currency, exact, from `validFrom` up to but without `validTo`. */
export const servicePrices = tenantColumns(
  'service_prices',
  {
    serviceId: uuid(),
    currency: text(),
    unitPrice: decimal(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
  },
  {
    noun: 'price',
    conflicts: {
      service_prices_no_overlap:
        'This service already has a price in this currency on some of these days. Choose another date.',
    },
  },
);
