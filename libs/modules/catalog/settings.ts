import { defineSetting } from '@kelp/kernel';
import { sellerCountryCode, taxPlaceBy, taxPointKind, taxRoundingKind, taxSourceKind } from './contract/tax-settings';

/** Who counts the tax. */
export const taxSource = defineSetting({
  key: 'tax.source',
  label: 'Tax is counted by',
  schema: taxSourceKind,
  initial: 'table',
});

/** Whether tax rounds once for each rate of a document, or on every line. */
export const taxRounding = defineSetting({
  key: 'tax.rounding',
  label: 'Tax rounds',
  schema: taxRoundingKind,
  initial: 'document',
});

/** Which day decides the rate. */
export const taxPoint = defineSetting({
  key: 'tax.point',
  label: 'The rate is that of',
  schema: taxPointKind,
  initial: 'service_end',
});

/** Which address of a client decides its place. */
export const placeBy = defineSetting({
  key: 'tax.place_by',
  label: 'The place of a client is that of',
  schema: taxPlaceBy,
  initial: 'billing',
});

/** The country from which the workspace sells; needed for reverse charge. */
export const sellerCountry = defineSetting({
  key: 'tax.seller_country',
  label: 'Country of the seller',
  schema: sellerCountryCode,
  initial: '',
});

export const taxSettings = [taxSource, taxRounding, taxPoint, placeBy, sellerCountry];
