import { contract, z } from '@kelp/kernel/contract';

export const taxRoundingKind = z.enum(['document', 'line']);
/** The last day of service, its first day (delivery), or the date of the invoice. */
export const taxPointKind = z.enum(['service_end', 'delivery', 'invoice_date']);
export type TaxPointKind = z.output<typeof taxPointKind>;
/** The tables here, the practice service (for trying out), or whoever answers over the API. */
export const taxSourceKind = z.enum(['table', 'practice', 'api']);
/** The address for invoices, or the client's default location (where the work is done). */
export const taxPlaceBy = z.enum(['billing', 'service']);
export const sellerCountryCode = z.string().regex(/^([A-Z]{2})?$/, 'Give the two letters of a country, such as DE.');

const settings = {
  source: taxSourceKind,
  rounding: taxRoundingKind,
  point: taxPointKind,
  placeBy: taxPlaceBy,
  /** Two letters; empty while nobody has said. */
  sellerCountry: sellerCountryCode,
};

export const getTaxSettings = contract({
  name: 'tax_settings.get',
  input: z.object({}),
  output: z.object(settings),
});
export type TaxSettings = z.output<typeof getTaxSettings.output>;

export const updateTaxSettings = contract({
  name: 'tax_settings.update',
  input: z.object({
    source: settings.source.optional(),
    rounding: settings.rounding.optional(),
    point: settings.point.optional(),
    placeBy: settings.placeBy.optional(),
    sellerCountry: settings.sellerCountry.optional(),
  }),
  output: z.object(settings),
});
