import { abilities, contract, idOf, lineOfText, z } from '@kelp/kernel/contract';

export const placeKind = z.enum(['country', 'region', 'county', 'city', 'district']);
export type TaxPlaceKind = z.output<typeof placeKind>;

const fields = {
  /** As rates name it: `US-CO-Denver`. It stays, since invoices keep it. */
  code: lineOfText(60).refine((code) => code !== '*', 'The code * stands for every place. Choose another one.'),
  name: lineOfText(100),
  kind: placeKind,
  /** The place around it; a country has none. */
  parentId: idOf('tax place').nullable(),
  aliases: z.array(lineOfText(100)).max(50),
  postalCodes: z.array(lineOfText(20)).max(500),
};

const taxPlaceCard = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: placeKind,
  parentId: z.uuid().nullable(),
  aliases: z.array(z.string()),
  postalCodes: z.array(z.string()),
  version: z.number(),
});
export type TaxPlaceCard = z.output<typeof taxPlaceCard>;

export const listTaxPlaces = contract({
  name: 'tax_place.list',
  input: z.object({}),
  output: z.object({ places: z.array(taxPlaceCard), abilities }),
});

export const createTaxPlace = contract({
  name: 'tax_place.create',
  input: z.object({
    ...fields,
    parentId: fields.parentId.default(null),
    aliases: fields.aliases.default([]),
    postalCodes: fields.postalCodes.default([]),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateTaxPlace = contract({
  name: 'tax_place.update',
  input: z.object({
    id: idOf('tax place'),
    version: z.number().int().optional(),
    name: fields.name.optional(),
    aliases: fields.aliases.optional(),
    postalCodes: fields.postalCodes.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Refused while rates or other places stand in it. */
export const removeTaxPlace = contract({
  name: 'tax_place.remove',
  input: z.object({ id: idOf('tax place') }),
  output: z.object({ id: z.uuid() }),
});
