/** A header as it is compared: letters and digits alone, in lower case, without remarks such as “[required]”. */
const bare = (words: string) =>
  words
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** A field and the headers by which it is known, the surest first. */
export interface Known {
  key: string;
  names: readonly string[];
}

/**
 * Field → place of the column that fills it. A column fills one field; names count in their order, so that the first name of one field
 * wins over the second of another.
 */
export function matchHeaders(columns: readonly string[], fields: readonly Known[]): Record<string, number> {
  const places = new Map<string, number>();
  columns.forEach((column, place) => {
    if (!places.has(bare(column))) places.set(bare(column), place);
  });
  const found: Record<string, number> = {};
  const taken = new Set<number>();
  const most = Math.max(0, ...fields.map(({ names }) => names.length));
  for (let rank = 0; rank < most; rank += 1)
    for (const { key, names } of fields) {
      const place = places.get(bare(names[rank] ?? '\u0000'));
      if (names[rank] === undefined || place === undefined || key in found || taken.has(place)) continue;
      found[key] = place;
      taken.add(place);
    }
  return found;
}
