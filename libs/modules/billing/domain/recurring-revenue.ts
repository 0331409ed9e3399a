import { groupBy, inForce, roundQuotient, toDecimal, type Cycle, type LocalDate } from '@kelp/std';
import { orderedSteps } from '@kelp/std/pricing';

/** How many months' worth of its price a period of a cycle is a month, as a fraction: weeks by 52 weeks a year. */
const perMonth: Record<Cycle, { times: bigint; over: bigint }> = {
  weekly: { times: 52n, over: 12n },
  two_weekly: { times: 26n, over: 12n },
  four_weekly: { times: 13n, over: 12n },
  monthly: { times: 1n, over: 1n },
  quarterly: { times: 1n, over: 3n },
  half_yearly: { times: 1n, over: 6n },
  annual: { times: 1n, over: 12n },
};

/** Kinds of contract lines that cost the same again each period; work, usage and prepaid hours are known afterwards only. */
export const recurringKinds = ['fixed', 'seats', 'bucket', 'minimum'] as const;

/** A contract line with what it costs on which days; dates half-open, prices exact minor units a period. */
export interface RecurringLine {
  id: string;
  contractId: string;
  kind: (typeof recurringKinds)[number];
  cycle: Cycle;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  terms: { validFrom: LocalDate; validTo: LocalDate | null; price: string | null; quantity: string | null }[];
  /** How many a counted line has from a day on. */
  counts: { from: LocalDate; quantity: string }[];
}

function priceOn(line: RecurringLine, on: LocalDate): bigint {
  if (on < line.startsOn || (line.endsOn !== null && on >= line.endsOn)) return 0n;
  const terms = inForce(line.terms, on);
  if (!terms?.price) return 0n;
  const count = orderedSteps(line.counts).findLast(({ from }) => from <= on);
  const quantity = line.kind === 'seats' ? (count?.quantity ?? '0') : (terms.quantity ?? '1');
  const { times, over } = perMonth[line.cycle];
  return roundQuotient(toDecimal(terms.price).times(toDecimal(quantity)).times(times.toString()), over);
}

/**
 * What each line is worth a month on a day, in minor units, rounded once a line; lines that are not in service are 0. A least amount
 * counts with what the other recurring lines of its contract lack to it.
 */
export function monthlyOn(lines: readonly RecurringLine[], on: LocalDate): Map<string, bigint> {
  const amounts = new Map<string, bigint>();
  for (const own of groupBy(lines, ({ contractId }) => contractId).values()) {
    let others = 0n;
    for (const line of own.filter(({ kind }) => kind !== 'minimum')) {
      const amount = priceOn(line, on);
      others += amount;
      amounts.set(line.id, amount);
    }
    for (const line of own.filter(({ kind }) => kind === 'minimum')) {
      const missing = priceOn(line, on) - others;
      amounts.set(line.id, missing > 0n ? missing : 0n);
    }
  }
  return amounts;
}

export const movements = ['new', 'expansion', 'contraction', 'churn', 'none'] as const;
export type Movement = (typeof movements)[number];

/** What became of a client's recurring revenue between two days. */
export function movementOf(before: bigint, after: bigint): Movement {
  if (before === after) return 'none';
  if (before === 0n) return 'new';
  if (after === 0n) return 'churn';
  return after > before ? 'expansion' : 'contraction';
}
