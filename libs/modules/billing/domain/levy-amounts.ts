import { allocate, groupBy } from '@kelp/std';
import type { DiscountedLine } from './invoice-result';
import type { Levy, LineTax } from './tax-input';
import { bandPieces, taxOn, type BandPiece } from './tax-on';

/** A line with the taxes that fall on it, filled in as they are counted. */
export interface LeviedLine {
  /** The line as it came. */
  source: DiscountedLine;
  /** The same, without the tax that its price includes. */
  line: DiscountedLine;
  levies: Levy[];
  taxes: LineTax[];
}

export type Rounding = 'document' | 'line';

export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** What a line's tax comes to so far. */
export const taxOf = ({ taxes }: Pick<LeviedLine, 'taxes'>): bigint => sum(taxes.map(({ tax }) => tax));

/** One levy, or several that are rounded together. */
interface Bundle {
  levies: Levy[];
  position: number;
}

/** The levies of a line in order; those that are not declared on their own are one bundle, at the place of the first. */
function bundlesOf(levies: readonly Levy[]): Bundle[] {
  const bundles: Bundle[] = [];
  for (const levy of levies) {
    const together = levy.isDeclared
      ? undefined
      : bundles.find((one) => one.levies.every((other) => !other.isDeclared));
    if (together) together.levies.push(levy);
    else bundles.push({ levies: [levy], position: levy.position });
  }
  return bundles;
}

const keyOf = ({ category, place, component, ratePpm, code, reasonCode, evidence, isCompound }: Levy): string =>
  [category, place, component, ratePpm, code, reasonCode, evidence, isCompound].join('\u0000');

interface Taxed {
  of: LeviedLine;
  bundle: Bundle;
  base: bigint;
}

const record = ({ of }: Taxed, levy: Levy, amounts: { ratePpm: number; base: bigint; tax: bigint }): void => {
  const { category, place, component, name, code, reason, reasonCode, evidence } = levy;
  of.taxes.push({ category, place, component, name, code, reason, reasonCode, evidence, ...amounts });
};

/** Tax at one rate on bases: rounded once and shared by largest remainder, or rounded on each. */
function sharesOf(bases: readonly bigint[], ratePpm: number, rounding: Rounding): bigint[] {
  if (rounding === 'line') return bases.map((base) => taxOn(base, ratePpm));
  const tax = taxOn(sum(bases), ratePpm);
  return tax === 0n ? bases.map(() => 0n) : allocate(tax, [...bases]);
}

function plainGroup(group: readonly Taxed[], rounding: Rounding): void {
  const levies = group[0]?.bundle.levies ?? [];
  const bases = group.map(({ base }) => base);
  const rates = levies.map(({ ratePpm }) => BigInt(ratePpm));
  const ratePpm = Number(sum(rates));
  const shares = sharesOf(bases, ratePpm, rounding);
  if (rounding === 'line' || levies.length === 1) {
    group.forEach((one, row) => {
      const tax = shares[row] ?? 0n;
      const parts = tax === 0n ? rates.map(() => 0n) : allocate(tax, rates);
      levies.forEach((levy, at) => record(one, levy, { ratePpm: levy.ratePpm, base: one.base, tax: parts[at] ?? 0n }));
    });
    return;
  }
  const whole = sum(shares);
  const parts = whole === 0n ? rates.map(() => 0n) : allocate(whole, rates);
  levies.forEach((levy, at) => {
    const part = parts[at] ?? 0n;
    const each = part === 0n ? bases.map(() => 0n) : allocate(part, bases);
    group.forEach((one, row) => record(one, levy, { ratePpm: levy.ratePpm, base: one.base, tax: each[row] ?? 0n }));
  });
}

/** The pieces of each line's base: its own, or its share of the document's. */
function piecesOf(group: readonly Taxed[], levy: Levy): { one: Taxed; piece: BandPiece }[] {
  const bands = levy.bands;
  if (!bands) return [];
  if (bands.basis === 'line') {
    return group.flatMap((one) => bandPieces(one.base, bands).map((piece) => ({ one, piece })));
  }
  const bases = group.map(({ base }) => base);
  return bandPieces(sum(bases), bands).flatMap(({ ratePpm, base }, _index, all) => {
    const shares = all.length === 1 ? bases : allocate(base, bases);
    return group.map((one, row) => ({ one, piece: { ratePpm, base: shares[row] ?? 0n } }));
  });
}

function bandedGroup(group: readonly Taxed[], levy: Levy, rounding: Rounding): void {
  const byRate = groupBy(piecesOf(group, levy), ({ piece }) => piece.ratePpm);
  for (const [ratePpm, pieces] of byRate) {
    const shares = sharesOf(
      pieces.map(({ piece }) => piece.base),
      ratePpm,
      rounding,
    );
    pieces.forEach(({ one, piece }, row) => record(one, levy, { ratePpm, base: piece.base, tax: shares[row] ?? 0n }));
  }
}

/**
 * Fills in the taxes of lines whose prices have none in them, component by component in order: each on the taxable amount, a compound one
 * on that and all tax before it. One rounding for each group of category, component, rate and place, or one a line.
 */
export function fillLevies(lines: readonly LeviedLine[], rounding: Rounding): void {
  const bundled = lines.map((of) => ({ of, bundles: bundlesOf(of.levies) }));
  const positions = new Set(bundled.flatMap(({ bundles }) => bundles.map(({ position }) => position)));
  for (const position of [...positions].sort((a, b) => a - b)) {
    const here = bundled.flatMap(({ of, bundles }): Taxed[] => {
      const before = taxOf(of);
      return bundles
        .filter((bundle) => bundle.position === position)
        .map((bundle) => {
          const isCompound = bundle.levies.some((levy) => levy.isCompound);
          return { of, bundle, base: of.line.taxable + (isCompound ? before : 0n) };
        });
    });
    for (const group of groupBy(here, ({ bundle }) => bundle.levies.map(keyOf).join('\u0001')).values()) {
      const [levy] = group[0]?.bundle.levies ?? [];
      if (levy?.bands) bandedGroup(group, levy, rounding);
      else plainGroup(group, rounding);
    }
  }
}
