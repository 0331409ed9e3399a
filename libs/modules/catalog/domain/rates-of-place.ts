/** The key of every place that has no rate of its own. */
export const everywhere = '*';

/**
 * The rates that hold for a place: those of the place itself where a category has any there, else those of `*`, renamed to
 * the place. Nothing for a category without either, which billing reports as missing.
 */
export function ratesOfPlace<R extends { place: string; category: string }>(rates: readonly R[], place: string): R[] {
  const own = new Set(rates.filter((rate) => rate.place === place).map((rate) => rate.category));
  return rates
    .filter((rate) => (own.has(rate.category) ? rate.place === place : rate.place === everywhere))
    .map((rate) => ({ ...rate, place }));
}
