export type PlaceKind = 'country' | 'region' | 'county' | 'city' | 'district';

/** A place as addresses are compared with it. */
export interface Place {
  id: string;
  code: string;
  name: string;
  kind: PlaceKind;
  parentId: string | null;
  aliases: readonly string[];
  /** Beginnings of postal codes; none: every one. */
  postalCodes: readonly string[];
}

/** Where somebody is, as it was typed. */
export interface Address {
  country: string;
  region: string;
  city: string;
  postalCode: string;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const wordsOf = ({ name, code, aliases }: Place): string[] =>
  [name, code, code.split('-').at(-1) ?? '', ...aliases].map(plain).filter(Boolean);

const fieldOf = (kind: PlaceKind, { country, region, city }: Address): string =>
  kind === 'country' ? country : kind === 'region' ? region : city;

const squeezed = (code: string): string => code.replace(/\s+/g, '').toUpperCase();

function postalFits(place: Place, address: Address): boolean {
  const code = squeezed(address.postalCode);
  return place.postalCodes.some((beginning) => code !== '' && code.startsWith(squeezed(beginning)));
}

/** Whether an address lies in a place: by its postal codes where it names some, else by a spelling of its name. */
function fits(place: Place, address: Address): boolean {
  if (place.postalCodes.length > 0) return postalFits(place, address);
  const typed = plain(fieldOf(place.kind, address));
  return typed !== '' && wordsOf(place).includes(typed);
}

const length = ({ postalCodes }: Place, address: Address): number =>
  Math.max(
    0,
    ...postalCodes.filter((one) => squeezed(address.postalCode).startsWith(squeezed(one))).map((one) => one.length),
  );

/**
 * The codes of the places that an address lies in, the nearest first; empty when no country fits. Below a country the best fit of each
 * level is taken: a postal code beats a name, a longer postal code a shorter one, then the order of codes.
 */
export function resolvePlace(places: readonly Place[], address: Address): string[] {
  const chain: string[] = [];
  let candidates = places.filter(({ parentId }) => parentId === null);
  while (candidates.length > 0) {
    const fitting = candidates
      .filter((place) => fits(place, address))
      .sort((a, b) => length(b, address) - length(a, address) || (a.code < b.code ? -1 : 1));
    const [best] = fitting;
    if (!best) break;
    chain.unshift(best.code);
    candidates = places.filter(({ parentId }) => parentId === best.id);
  }
  return chain;
}

/** The codes of a place and of those around it, the nearest first; a code that is no place stands alone. */
export function placesAround(places: readonly Place[], code: string): string[] {
  const chain: string[] = [];
  let place = places.find((one) => one.code === code);
  if (!place) return [code];
  while (place && !chain.includes(place.code)) {
    chain.push(place.code);
    const parentId: string | null = place.parentId;
    place = places.find(({ id }) => id === parentId);
  }
  return chain;
}
