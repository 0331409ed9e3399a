import { addDays, groupBy, rangeContains, type LocalDate } from '@kelp/std';
import type { Blocker, DiscountedLine } from './invoice-result';
import type { Levy, TaxBasis, TaxRate } from './tax-input';

const everyPlace = '*';

/** The day that decides the rate of a line. */
export function taxDate(line: Pick<DiscountedLine, 'servicePeriod'>, basis: TaxBasis): LocalDate {
  if (basis.taxPoint === 'invoice_date') return basis.invoiceDate;
  return basis.taxPoint === 'delivery' ? line.servicePeriod.start : addDays(line.servicePeriod.end, -1);
}

/** The client's place and those around it, the nearest first. */
export const placesOf = ({ taxPlace, taxPlaces }: TaxBasis): readonly string[] => taxPlaces ?? [taxPlace];

const componentOf = (rate: TaxRate): string => rate.component ?? '';

function blocker(code: Blocker['code'], sentence: string, line: DiscountedLine, found: readonly TaxRate[]): Blocker {
  const own: Blocker['evidence'] = line.contractLineId ? [{ kind: 'contract_line', id: line.contractLineId }] : [];
  const evidence = found.length > 0 ? found.map(({ id }) => ({ kind: 'tax_rate' as const, id })) : own;
  return { code, sentence, evidence };
}

/** The rates of one component in its nearest place that hold on the date; a component that only begins later is not levied yet. */
function ofNearestPlace(rates: readonly TaxRate[], places: readonly string[], date: LocalDate): TaxRate[] | 'gap' {
  for (const place of places) {
    const here = rates.filter((rate) => rate.place === place);
    const found = here.filter(({ valid }) => rangeContains(valid, date));
    if (found.length > 0) return found;
    if (here.some(({ valid }) => valid.start <= date)) return 'gap';
  }
  return [];
}

const toLevy = (rate: TaxRate, basis: TaxBasis): Levy => ({
  rateId: rate.id,
  category: rate.category,
  place: rate.place === everyPlace ? basis.taxPlace : rate.place,
  component: componentOf(rate),
  name: rate.name ?? rate.category,
  ratePpm: rate.ratePpm,
  position: rate.position ?? 0,
  isCompound: rate.isCompound ?? false,
  isDeclared: rate.isDeclared ?? true,
  bands: rate.bands ?? null,
  code: rate.code ?? (rate.ratePpm === 0 ? 'Z' : 'S'),
  reason: rate.reason,
  reasonCode: rate.reasonCode ?? '',
  evidence: '',
  isDetailed: rate.code !== undefined,
});

const byOrder = (a: Levy, b: Levy): number =>
  a.position - b.position || (a.component < b.component ? -1 : a.component > b.component ? 1 : 0);

/**
 * The taxes that fall on a line: for each component the rate of the nearest place that knows it, in force on the tax date. `*` only
 * where no place of the client has a rate of this category. A gap between dates, no rate at all or two at once are blockers.
 */
export function findLevies(line: DiscountedLine, basis: TaxBasis): Levy[] | Blocker {
  const date = taxDate(line, basis);
  const places = placesOf(basis);
  const where = `"${line.taxCategory}" in "${basis.taxPlace}" on ${date}`;
  const ofCategory = basis.rates.filter(({ category }) => category === line.taxCategory);
  const isKnown = ofCategory.some(({ place }) => place !== everyPlace && places.includes(place));
  const searched = isKnown ? places.filter((place) => place !== everyPlace) : [everyPlace];
  const levies: Levy[] = [];
  for (const rates of groupBy(ofCategory, componentOf).values()) {
    const found = ofNearestPlace(rates, searched, date);
    if (found === 'gap') {
      const sentence = `There is no tax rate for ${where}. Add one; a rate of 0 % is a rate too.`;
      return blocker('tax_rate_missing', sentence, line, []);
    }
    if (found.length > 1) {
      const sentence = `There are ${found.length} tax rates for ${where}. Leave one of them.`;
      return blocker('tax_rate_ambiguous', sentence, line, found);
    }
    levies.push(...found.map((rate) => toLevy(rate, basis)));
  }
  if (levies.length === 0) {
    const sentence = `There is no tax rate for ${where}. Add one; a rate of 0 % is a rate too.`;
    return blocker('tax_rate_missing', sentence, line, []);
  }
  const foreign = levies.find(({ bands }) => bands && bands.currency !== basis.currency);
  if (foreign) {
    const sentence = `The thresholds of ${where} are in ${foreign.bands?.currency}, this document is in ${basis.currency}. Set a rate without thresholds, or bill in ${foreign.bands?.currency}.`;
    return blocker('tax_bands_currency', sentence, line, []);
  }
  return levies.sort(byOrder);
}
