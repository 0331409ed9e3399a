import { allocate, groupBy, roundQuotient } from '@kelp/std';
import { sum, taxOf, type LeviedLine, type Rounding } from './levy-amounts';
import type { Levy } from './tax-input';

const wholePpm = 1_000_000n;

/** What each levy takes of a net amount of `whole`, exact: a compound one of the levies before it too. */
function exactParts(levies: readonly Levy[]): { whole: bigint; parts: bigint[] } {
  const whole = wholePpm ** BigInt(levies.length);
  const parts: bigint[] = [];
  for (const { ratePpm, isCompound } of levies) {
    const base = isCompound ? whole + sum(parts) : whole;
    parts.push((base * BigInt(ratePpm)) / wholePpm);
  }
  return { whole, parts };
}

/** The taxes in a group of lines that bear the same levies, and what is left of each as its net. */
function takeOut(group: readonly LeviedLine[], rounding: Rounding): void {
  const levies = group[0]?.levies ?? [];
  const { whole, parts } = exactParts(levies);
  const contained = sum(parts);
  const taxIn = (gross: bigint) => roundQuotient(gross * contained, whole + contained);
  const grosses = group.map(({ line }) => line.taxable);
  const shared = (total: bigint, by: readonly bigint[]) => (total === 0n ? by.map(() => 0n) : allocate(total, [...by]));
  const byLine = rounding === 'line' ? grosses.map((gross) => shared(taxIn(gross), parts)) : null;
  const byLevy = byLine ? null : shared(taxIn(sum(grosses)), parts).map((part) => shared(part, grosses));
  const taxAt = (row: number, at: number) => (byLine ? byLine[row]?.[at] : byLevy?.[at]?.[row]) ?? 0n;
  group.forEach((one, row) => {
    const all = sum(levies.map((_levy, at) => taxAt(row, at)));
    one.line = { ...one.line, net: one.line.net - all, taxable: one.line.taxable - all };
    levies.forEach((levy, at) => {
      const { category, place, component, name, ratePpm, code, reason, reasonCode, evidence, isCompound } = levy;
      const base = one.line.taxable + (isCompound ? taxOf(one) : 0n);
      one.taxes.push({
        category,
        place,
        component,
        name,
        ratePpm,
        code,
        reason,
        reasonCode,
        evidence,
        base,
        tax: taxAt(row, at),
      });
    });
  });
}

/**
 * Takes the tax out of lines whose prices include it (product rule: tax = gross × r / (100 + r), rounded; net is the rest), once for lines
 * that bear the same taxes, or once a line. What a third party pays stays in the taxable amount.
 */
export function takeOutIncluded(lines: readonly LeviedLine[], rounding: Rounding): void {
  const signature = ({ levies }: LeviedLine) =>
    levies
      .map((levy) => [levy.rateId, levy.place, levy.evidence, levy.code, levy.category].join('\u0000'))
      .join('\u0001');
  for (const group of groupBy(lines, signature).values()) takeOut(group, rounding);
}
