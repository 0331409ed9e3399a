import type { TaxCategory, TaxRateCard } from '../contract';

/** Something that will be different from a day on. */
export interface TaxChange {
  rate: TaxRateCard;
  category: string;
  /** What holds until then; null where nothing does. */
  before: TaxRateCard | null;
}

const sameTax = (a: TaxRateCard, b: TaxRateCard): boolean => a.place === b.place && a.component === b.component;

/** What changes and when, the next first: every rate that has not begun, with the one that it follows. */
export function taxChanges(categories: readonly TaxCategory[]): TaxChange[] {
  return categories
    .flatMap(({ name, rates }) =>
      rates
        .filter(({ isPlanned }) => isPlanned)
        .map((rate) => ({
          rate,
          category: name,
          before: rates.find((other) => sameTax(other, rate) && other.validTo === rate.validFrom) ?? null,
        })),
    )
    .sort((a, b) => (a.rate.validFrom < b.rate.validFrom ? -1 : 1));
}

/** Rates of a category by place and tax, each with its dates from the earliest to the latest. */
export function taxTimelines(
  rates: readonly TaxRateCard[],
): { place: string; component: string; rates: TaxRateCard[] }[] {
  const lines: { place: string; component: string; rates: TaxRateCard[] }[] = [];
  const ordered = [...rates].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  for (const rate of ordered) {
    const line = lines.find((one) => one.place === rate.place && one.component === rate.component);
    if (line) line.rates.push(rate);
    else lines.push({ place: rate.place, component: rate.component, rates: [rate] });
  }
  return lines.sort((a, b) => (a.place + a.component < b.place + b.component ? -1 : 1));
}
