import type { DecimalText } from './invoice-input';

/** A line as far as two months are compared. */
export interface ComparedLine {
  /** The contract line, or what stands for it: lines with the same key are the same thing a month apart. */
  key: string;
  description: string;
  quantity: DecimalText;
  unitPrice: DecimalText;
  net: bigint;
  /** Days of service. */
  days: number;
}

export interface LineDifference {
  description: string;
  change: 'new' | 'gone' | 'price' | 'quantity' | 'period' | 'amount';
  before: ComparedLine | null;
  after: ComparedLine | null;
  difference: bigint;
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

/** Service months differ by up to three days; beyond that a period was cut or is double. */
const sameLength = (a: number, b: number): boolean => Math.abs(a - b) <= 3;

/** Several lines as one have no single quantity or price. */
const severalLines = '';

function changeOf(before: ComparedLine, after: ComparedLine): LineDifference['change'] | null {
  const isSum = before.quantity === severalLines || after.quantity === severalLines;
  if (isSum) return before.net === after.net ? null : 'amount';
  if (before.unitPrice !== after.unitPrice) return 'price';
  if (before.quantity !== after.quantity) return 'quantity';
  if (!sameLength(before.days, after.days)) return 'period';
  return before.net === after.net ? null : 'amount';
}

/** Lines of one key as one: quantities of several cannot be compared one by one, so only their sum counts. */
function byKey(lines: readonly ComparedLine[]): Map<string, ComparedLine> {
  const merged = new Map<string, ComparedLine>();
  for (const line of lines) {
    const known = merged.get(line.key);
    if (!known) merged.set(line.key, line);
    else
      merged.set(line.key, {
        ...known,
        quantity: severalLines,
        net: known.net + line.net,
        days: known.days + line.days,
      });
  }
  return merged;
}

/** What differs between two documents: new and gone lines, prices, quantities, periods; the largest difference first. */
export function compareLines(before: readonly ComparedLine[], after: readonly ComparedLine[]): LineDifference[] {
  const [old, now] = [byKey(before), byKey(after)];
  const found: LineDifference[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key) ?? null, now.get(key) ?? null];
    const change = was && is ? changeOf(was, is) : is ? 'new' : 'gone';
    if (!change) continue;
    const description = (is ?? was)?.description ?? '';
    found.push({ description, change, before: was, after: is, difference: (is?.net ?? 0n) - (was?.net ?? 0n) });
  }
  return found.sort((a, b) => {
    const [x, y] = [size(a.difference), size(b.difference)];
    return x === y ? (a.description < b.description ? -1 : 1) : x < y ? 1 : -1;
  });
}

const median = (sorted: readonly bigint[]): bigint => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
const ascending = (amounts: readonly bigint[]): bigint[] => [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/**
 * Whether an amount lies more than three median deviations away from those before it (product rule; at least four of them). A client whose
 * months are all alike has no deviation: then any change of more than a tenth counts.
 */
export function isUnusual(amount: bigint, before: readonly bigint[]): boolean {
  if (before.length < 4) return false;
  const middle = median(ascending(before));
  const deviation = median(ascending(before.map((one) => size(one - middle))));
  const allowed = deviation === 0n ? size(middle) / 10n : 3n * deviation;
  return size(amount - middle) > allowed;
}
