import { json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { PlaceKind } from '../domain/resolve-place';

/** Places within places: a country holds regions, a region cities. Rates name them by their code. */
export const taxPlaces = tenantColumns(
  'tax_places',
  {
    code: text(),
    name: text(),
    kind: text<PlaceKind>(),
    parentId: uuid().orNull(),
    /** Other spellings in addresses, such as CO beside Colorado. */
    aliases: json<string[]>().withDefault(),
    /** Beginnings of postal codes; none: every one. */
    postalCodes: json<string[]>().withDefault(),
  },
  {
    noun: 'tax place',
    conflicts: { tax_places_code_unique: 'There is already a place with this code. Open it, or choose another code.' },
  },
);
