import { roundQuotient } from '@kelp/std';
import type { ExternalTax } from './tax-input';
import { pricedAmount, type WrittenLine } from './written-lines';

type Priced = Parameters<typeof pricedAmount>[0] & Pick<WrittenLine, 'position' | 'taxCategory'>;
type Taxes = ExternalTax['lines'][number]['taxes'];

/** The taxes of a line whose amount has changed: in the proportion in which they were billed. */
const scaled = (taxes: Taxes, now: bigint, then: bigint): Taxes =>
  now === then
    ? taxes
    : taxes.map((one) => ({
        ...one,
        base: roundQuotient(one.base * now, then),
        tax: roundQuotient(one.tax * now, then),
      }));

/**
 * What somebody else has counted for an invoice, for the document that corrects it (product rule: only the cause of the correction
 * differs, so the tax is as it was billed and nobody is asked again). Null where a line was not on the invoice in its tax
 * category, or cost nothing on it: then they have to be asked.
 */
export function mirroredTax(
  answer: ExternalTax,
  billed: readonly Priced[],
  lines: readonly Priced[],
): ExternalTax | null {
  const taxesOf = new Map(answer.lines.map(({ position, taxes }) => [position, taxes]));
  const billedAt = new Map(billed.map((line) => [line.position, line]));
  const mirrored: ExternalTax['lines'] = [];
  for (const line of lines) {
    const before = billedAt.get(line.position);
    if (!before || before.taxCategory !== line.taxCategory) return null;
    const [now, then] = [pricedAmount(line), pricedAmount(before)];
    if (then === 0n && now !== 0n) return null;
    const taxes = taxesOf.get(line.position);
    // Lines of nothing were not asked about.
    if (taxes) mirrored.push({ position: line.position, taxes: scaled(taxes, now, then) });
  }
  return { ...answer, lines: mirrored };
}
