import { addDays, allocate, groupBy, rangeContains, roundQuotient, type LocalDate } from '@kelp/std';
import type { BillingProfile, TaxRate } from './invoice-input';
import { isInformation, type Blocker, type DiscountedLine, type InvoiceLine, type TaxGroup } from './invoice-result';

const wholePpm = 1_000_000n;
const everyPlace = '*';
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** Tax on a base: rounded once, half away from zero. */
export const taxOn = (base: bigint, ratePpm: number): bigint => roundQuotient(base * BigInt(ratePpm), wholePpm);

/** The tax contained in a gross amount, and the net that is left (product rule: tax is rounded, net is the rest). */
export function splitInclusive(gross: bigint, ratePpm: number): { net: bigint; tax: bigint } {
  const tax = roundQuotient(gross * BigInt(ratePpm), wholePpm + BigInt(ratePpm));
  return { net: gross - tax, tax };
}

function taxDate(line: DiscountedLine, profile: BillingProfile, invoiceDate: LocalDate): LocalDate {
  return profile.taxPoint === 'invoice_date' ? invoiceDate : addDays(line.servicePeriod.end, -1);
}

interface RatedLine {
  line: DiscountedLine;
  rate: TaxRate;
}

function findRate(
  line: DiscountedLine,
  profile: BillingProfile,
  invoiceDate: LocalDate,
  rates: readonly TaxRate[],
): TaxRate | Blocker {
  const date = taxDate(line, profile, invoiceDate);
  const ofCategory = rates.filter(({ category }) => category === line.taxCategory);
  const ofPlace = ofCategory.filter(({ place }) => place === profile.taxPlace);
  const candidates = ofPlace.length > 0 ? ofPlace : ofCategory.filter(({ place }) => place === everyPlace);
  const found = candidates.filter(({ valid }) => rangeContains(valid, date));
  const [rate] = found;
  const where = `"${line.taxCategory}" in "${profile.taxPlace}" on ${date}`;
  if (!rate) {
    return {
      code: 'tax_rate_missing',
      sentence: `There is no tax rate for ${where}. Add one; a rate of 0 % is a rate too.`,
      evidence: line.contractLineId ? [{ kind: 'contract_line', id: line.contractLineId }] : [],
    };
  }
  if (found.length === 1) return rate;
  return {
    code: 'tax_rate_ambiguous',
    sentence: `There are ${found.length} tax rates for ${where}. Leave one of them.`,
    evidence: found.map(({ id }) => ({ kind: 'tax_rate', id })),
  };
}

/** Tax of one group, and each line's share of it by largest remainder. */
function taxGroup(rated: RatedLine[], rounding: BillingProfile['taxRounding']): { tax: bigint; shares: bigint[] } {
  const bases = rated.map(({ line }) => line.taxable);
  const ratePpm = rated[0]?.rate.ratePpm ?? 0;
  if (rounding === 'line') {
    const shares = bases.map((base) => taxOn(base, ratePpm));
    return { tax: sum(shares), shares };
  }
  const tax = taxOn(sum(bases), ratePpm);
  return { tax, shares: tax === 0n ? bases.map(() => 0n) : allocate(tax, bases) };
}

/** Blockers that say the same once, with all their evidence. */
function mergeBlockers(blockers: Blocker[]): Blocker[] {
  return [...groupBy(blockers, ({ sentence }) => sentence).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, evidence: group.flatMap(({ evidence }) => evidence) }] : [];
  });
}

/**
 * Lines with their tax, and the tax by category, rate and place (product rule: the base is the sum of rounded nets, tax is
 * rounded once per group and shared back to the lines). A line without exactly one rate is a blocker and carries no tax.
 */
export function taxLines(
  lines: readonly DiscountedLine[],
  profile: BillingProfile,
  invoiceDate: LocalDate,
  rates: readonly TaxRate[],
): { lines: InvoiceLine[]; taxes: TaxGroup[]; blockers: Blocker[] } {
  const blockers: Blocker[] = [];
  const rated: RatedLine[] = [];
  for (const line of lines) {
    // Information only: it costs nothing, so it needs no rate and makes no tax group of its own.
    if (isInformation(line)) continue;
    const rate = findRate(line, profile, invoiceDate, rates);
    if ('code' in rate) blockers.push(rate);
    else rated.push({ line, rate });
  }
  const place = profile.taxPlace;
  const groups = groupBy(rated, ({ rate }) => `${rate.category} ${rate.ratePpm}`);
  const taxOf = new Map<DiscountedLine, { ratePpm: number; tax: bigint }>();
  const taxes = [...groups.values()].flatMap((group): TaxGroup[] => {
    const [first] = group;
    if (!first) return [];
    const { category, ratePpm, reason } = first.rate;
    const { tax, shares } = taxGroup(group, profile.taxRounding);
    group.forEach(({ line }, index) => taxOf.set(line, { ratePpm, tax: shares[index] ?? 0n }));
    return [{ category, place, ratePpm, reason, base: sum(group.map(({ line }) => line.taxable)), tax }];
  });
  const finished = lines.map((line, index) => ({
    ...line,
    position: index + 1,
    taxPlace: place,
    taxRatePpm: taxOf.get(line)?.ratePpm ?? 0,
    tax: taxOf.get(line)?.tax ?? 0n,
  }));
  return { lines: finished, taxes, blockers: mergeBlockers(blockers) };
}
