import type { ProrationMethod } from '@kelp/std';
import type { LineKind } from '../tables';

interface Commitment {
  kind: LineKind;
  proration: ProrationMethod;
  members?: readonly { name: string; weight: string | null }[];
}

/** What a least amount counts, and over which services a fixed fee is shared. */
export function commitmentSentences({ kind, proration, members = [] }: Commitment, period: string): string[] {
  if (kind === 'minimum') {
    const part = proration === 'none' ? 'has the whole least amount' : 'has its part of the least amount';
    return [
      'What the other lines of the contract charge, before discounts, counts towards it; what is missing is a line of its own, and what is charged later comes off it.',
      `A part of a ${period} ${part}.`,
    ];
  }
  if (kind !== 'fixed' || members.length === 0) return [];
  const named = members.map(({ name, weight }) => (weight === null ? name : `${name} (${weight})`)).join(', ');
  const by = members.some(({ weight }) => weight !== null) ? 'their weights' : 'their prices in the catalogue';
  return [`Shown on invoices as ${named}, shared by ${by}; the parts always add up to the fee.`];
}
