import { roundQuotient } from '@kelp/std';

const wholePpm = 1_000_000n;

/** Tax on a base: rounded once, half away from zero. */
export const taxOn = (base: bigint, ratePpm: number): bigint => roundQuotient(base * BigInt(ratePpm), wholePpm);

/** The tax contained in a gross amount, and the net that is left (product rule: tax is rounded, net is the rest). */
export function splitInclusive(gross: bigint, ratePpm: number): { net: bigint; tax: bigint } {
  const tax = roundQuotient(gross * BigInt(ratePpm), wholePpm + BigInt(ratePpm));
  return { net: gross - tax, tax };
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

export interface BandPiece {
  ratePpm: number;
  base: bigint;
}

/**
 * The parts of an amount (minor units) by the steps in which they fall, `(lower, upper]`; they add up to it, and those of a negative amount
 * are the negated parts of its mirror. `whole`: one part, all of it at the rate of its step.
 */
export function bandPieces(
  amount: bigint,
  { method, steps }: { method: 'graduated' | 'whole'; steps: readonly { upTo: string | null; ratePpm: number }[] },
): BandPiece[] {
  const whole = size(amount);
  const sign = amount < 0n ? -1n : 1n;
  if (method === 'whole') {
    const step = steps.find(({ upTo }) => upTo === null || whole <= BigInt(upTo)) ?? steps.at(-1);
    return [{ ratePpm: step?.ratePpm ?? 0, base: amount }];
  }
  let below = 0n;
  const pieces = steps.flatMap(({ upTo, ratePpm }, index) => {
    const end = upTo === null || whole < BigInt(upTo) ? whole : BigInt(upTo);
    const base = end > below ? end - below : 0n;
    below += base;
    return base === 0n && index > 0 ? [] : [{ ratePpm, base: sign * base }];
  });
  return pieces;
}
