import { groupBy } from '@kelp/std';
import { taxDate } from './find-levies';
import { takeOutIncluded } from './included-tax';
import {
  isInformation,
  type Blocker,
  type DiscountedLine,
  type InvoiceLine,
  type TaxGroup,
  type Warning,
} from './invoice-result';
import { fillLevies, sum, taxOf, type LeviedLine } from './levy-amounts';
import { amountText, percentText } from './price-text';
import type { Levy, LineTax, TaxBasis } from './tax-input';
import { exemptionWarnings, leviesOf } from './tax-treatment';

/** Blockers that say the same once, with all their evidence. */
function mergeBlockers(blockers: Blocker[]): Blocker[] {
  return [...groupBy(blockers, ({ sentence }) => sentence).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, evidence: group.flatMap(({ evidence }) => evidence) }] : [];
  });
}

/** Prices with tax in them cannot be taken apart where the rate depends on what is left. */
function bandsInside(line: DiscountedLine, levies: readonly Levy[]): Blocker | null {
  if (!line.includesTax || !levies.some(({ bands }) => bands)) return null;
  return {
    code: 'tax_bands_included',
    sentence: `“${line.description}” has a price with tax in it, and its tax has thresholds. Give a price without tax.`,
    evidence: [],
  };
}

function levied(lines: readonly DiscountedLine[], basis: TaxBasis): { levied: LeviedLine[]; blockers: Blocker[] } {
  const blockers: Blocker[] = [];
  const found: LeviedLine[] = [];
  for (const line of lines) {
    const levies = leviesOf(line, basis);
    const problem = Array.isArray(levies) ? bandsInside(line, levies) : levies;
    if (problem) blockers.push(problem);
    else if (Array.isArray(levies)) found.push({ source: line, line, levies, taxes: [] });
  }
  return { levied: found, blockers: mergeBlockers(blockers) };
}

const groupKey = ({ category, place, component, ratePpm, code, reasonCode, evidence }: LineTax): string =>
  [category, place, component, ratePpm, code, reasonCode, evidence].join('\u0000');

/** Taxes of lines as groups; `isDetailed` is what engine 5 knows beyond category, place and rate. */
export function taxGroups(taxes: readonly LineTax[], isDetailed: (tax: LineTax) => boolean): TaxGroup[] {
  return [...groupBy(taxes, groupKey).values()].flatMap((group): TaxGroup[] => {
    const [first] = group;
    if (!first) return [];
    const { category, place, ratePpm, reason, component, name, code, reasonCode, evidence } = first;
    const base = sum(group.map((one) => one.base));
    const tax = sum(group.map((one) => one.tax));
    const detail = isDetailed(first) ? { component, name, code, reasonCode, evidence } : {};
    return [{ category, place, ratePpm, reason, ...detail, base, tax }];
  });
}

/** The rate that a line bears in all, for show: its only one, the sum of several, a compound one on those before it too. */
function wholeRate(taxes: readonly LineTax[], levies: readonly Levy[]): number {
  if (levies.length === 0) return taxes.reduce((total, { ratePpm }) => total + ratePpm, 0);
  return levies.reduce(
    (total, { ratePpm, isCompound }) =>
      isCompound ? total + ratePpm + Math.round((total * ratePpm) / 1_000_000) : total + ratePpm,
    0,
  );
}

const pointTexts = {
  service_end: 'the last day of service',
  delivery: 'the first day of service',
  invoice_date: 'the date of the invoice',
} as const;

function stepsOf(taxes: readonly LineTax[], line: DiscountedLine, basis: TaxBasis): string[] {
  const money = (amount: bigint) => amountText(amount, basis.currency);
  return taxes.map(({ name, ratePpm, base, tax, place, reason, evidence }) => {
    const why = [reason, evidence].filter(Boolean).join(' ');
    const where = place === '*' ? '' : ` in ${place}`;
    const included = line.includesTax ? ', taken out of the price' : '';
    const shown = `${name} ${percentText(ratePpm)}${where} of ${money(base)}${included} = ${money(tax)}`;
    return why ? `${shown} (${why})` : shown;
  });
}

function finish(line: DiscountedLine, found: LeviedLine | undefined, position: number, basis: TaxBasis): InvoiceLine {
  const taxes = found?.taxes ?? [];
  const finished = {
    ...(found?.line ?? line),
    position,
    taxPlace: basis.taxPlace,
    taxRatePpm: wholeRate(taxes, found?.levies ?? []),
    tax: taxOf({ taxes }),
  };
  const isDetailed = basis.external !== undefined || found?.levies.some((levy) => levy.isDetailed);
  if (!isDetailed || taxes.length === 0) return finished;
  const date = taxDate(line, basis);
  const steps = [`Taxed by the rates of ${date}, ${pointTexts[basis.taxPoint]}.`, ...stepsOf(taxes, finished, basis)];
  return { ...finished, taxDetails: { date, point: basis.taxPoint, taxes, steps } };
}

/** What somebody else has counted, line by line, or nothing while the answer is awaited. */
function answered(lines: readonly DiscountedLine[], basis: TaxBasis, positionOf: PositionOf): LeviedLine[] {
  const answers = new Map(basis.external?.lines.map((one) => [one.position, one.taxes]));
  return lines.map((line) => {
    const taxes = (answers.get(positionOf(line)) ?? []).map((tax) => ({ ...tax, category: line.taxCategory }));
    const inside = line.includesTax ? taxOf({ taxes }) : 0n;
    return {
      source: line,
      line: { ...line, net: line.net - inside, taxable: line.taxable - inside },
      levies: [],
      taxes,
    };
  });
}

function counted(priced: readonly DiscountedLine[], basis: TaxBasis) {
  const found = levied(priced, basis);
  const [inside, outside] = [true, false].map((included) =>
    found.levied.filter(({ line }) => (line.includesTax ?? false) === included),
  );
  takeOutIncluded(inside ?? [], basis.taxRounding);
  fillLevies(outside ?? [], basis.taxRounding);
  return { ...found, warnings: exemptionWarnings(priced, basis) };
}

type PositionOf = (line: DiscountedLine) => number;

export interface TaxedLines {
  lines: InvoiceLine[];
  taxes: TaxGroup[];
  blockers: Blocker[];
  warnings: Warning[];
}

/**
 * Lines with their tax, and the tax by category, component, rate and place (product rule: the base is the sum of rounded nets, tax is
 * rounded once per group and shared back to the lines). A line without exactly one rate for a component is a blocker and carries no tax.
 */
export function taxLines(lines: readonly DiscountedLine[], basis: TaxBasis, positions?: readonly number[]): TaxedLines {
  // Information only: it costs nothing, so it needs no rate and makes no tax group of its own.
  const priced = lines.filter((line) => !isInformation(line));
  const placed = new Map(lines.map((line, index) => [line, positions?.[index] ?? index + 1]));
  const isExternal = basis.external !== undefined;
  const found = isExternal
    ? { levied: answered(priced, basis, (line) => placed.get(line) ?? 0), blockers: [], warnings: [] }
    : counted(priced, basis);
  const isDetailed = ({ levies }: LeviedLine) => isExternal || levies.some((levy) => levy.isDetailed);
  const detailed = new Set(found.levied.filter(isDetailed).flatMap(({ taxes }) => taxes));
  const ofLine = new Map(found.levied.map((one) => [one.source, one]));
  return {
    lines: lines.map((line) => finish(line, ofLine.get(line), placed.get(line) ?? 0, basis)),
    taxes: taxGroups(
      found.levied.flatMap(({ taxes }) => taxes),
      (tax) => detailed.has(tax),
    ),
    blockers: found.blockers,
    warnings: found.warnings,
  };
}
