import { Decimal, toDecimal } from '../decimal';
import { allocate } from '../money';

/** Unused minutes that came from earlier periods; `age` counts the periods since, 1 for the period before. */
export interface CarriedMinutes {
  minutes: string;
  age: number;
}

/**
 * What becomes of unused minutes. `order` says what is used first: the carried minutes, or the base of the period (then only
 * unused base survives a further period). `periods` is how long they last (null = until used), `cap` the most that is carried.
 */
export type Rollover =
  | { kind: 'none' }
  | { kind: 'carry'; order: 'carried_first' | 'base_first'; periods: number | null; cap: string | null };

export interface BucketPeriod {
  included: string;
  rolledIn: string;
  /** Included and rolled in. */
  available: string;
  used: string;
  /** Used beyond what was available. */
  overage: string;
  carriedOut: string;
  /** Unused and lost at the end of the period. */
  expired: string;
  /** What makes up `carriedOut`, for the period after this one. */
  carried: CarriedMinutes[];
}

const zero = new Decimal(0);
const total = (rows: readonly { minutes: Decimal }[]): Decimal =>
  rows.reduce((sum, row) => sum.plus(row.minutes), zero);

interface Layer {
  minutes: Decimal;
  age: number;
}

/** Takes `wanted` from the layers in their order; returns what is left of them. */
function take(layers: readonly Layer[], wanted: Decimal): Layer[] {
  let open = wanted;
  return layers.map(({ minutes, age }) => {
    const taken = Decimal.min(minutes, open);
    open = open.minus(taken);
    return { minutes: minutes.minus(taken), age };
  });
}

/** The layers that live on: younger than the limit, the oldest given up first where a cap is passed. */
function carriedOn(left: readonly Layer[], rollover: Rollover): Layer[] {
  if (rollover.kind === 'none') return [];
  const { periods, cap } = rollover;
  const alive = left
    .map(({ minutes, age }) => ({ minutes, age: age + 1 }))
    .filter(({ minutes, age }) => minutes.greaterThan(0) && (periods === null || age <= periods));
  if (cap === null) return alive;
  const oldestFirst = [...alive].sort((a, b) => b.age - a.age);
  const excess = Decimal.max(zero, total(alive).minus(toDecimal(cap)));
  return take(oldestFirst, excess).filter(({ minutes }) => minutes.greaterThan(0));
}

/**
 * One period of a bucket of minutes. 900 included and 700, 1000, 1150 used: with `carried_first` 0, 200, 100 are rolled in and
 * 0, 0, 150 are overage; with `base_first` 0, 200, 0 and 0, 0, 250. Always available + overage = used + carried out + expired.
 */
export function bucketPeriod(
  included: string,
  rollover: Rollover,
  before: readonly CarriedMinutes[],
  usedMinutes: string,
): BucketPeriod {
  const base: Layer = { minutes: toDecimal(included), age: 0 };
  const carried = before
    .map(({ minutes, age }): Layer => ({ minutes: toDecimal(minutes), age }))
    .sort((a, b) => b.age - a.age);
  const isBaseFirst = rollover.kind === 'carry' && rollover.order === 'base_first';
  const layers = isBaseFirst ? [base, ...carried] : [...carried, base];
  const used = toDecimal(usedMinutes);
  const available = total(layers);
  const left = take(layers, used);
  const on = carriedOn(left, rollover);
  return {
    included: base.minutes.toFixed(),
    rolledIn: total(carried).toFixed(),
    available: available.toFixed(),
    used: used.toFixed(),
    overage: Decimal.max(zero, used.minus(available)).toFixed(),
    carriedOut: total(on).toFixed(),
    expired: total(left).minus(total(on)).toFixed(),
    carried: on.map(({ minutes, age }) => ({ minutes: minutes.toFixed(), age })),
  };
}

/** A part of an entry's span and the weights that hold there (service, role, after hours). */
export interface WeightedSpan {
  minutes: number;
  weights: readonly string[];
}

/**
 * The minutes that an entry burns: its minutes shared over its spans by their length in whole minutes, each counted by the
 * largest weight that holds there, never by their product. Without a weight a minute counts once.
 */
export function weightedMinutes(minutes: number, spans: readonly WeightedSpan[]): string {
  const lengths = spans.map((span) => BigInt(span.minutes));
  if (lengths.every((length) => length === 0n)) return String(minutes);
  const shares = allocate(BigInt(minutes), lengths);
  return spans
    .reduce((sum, { weights }, index) => {
      const weight = weights.length === 0 ? new Decimal(1) : Decimal.max(...weights.map((one) => toDecimal(one)));
      return sum.plus(weight.times(toDecimal(shares[index] ?? 0n)));
    }, zero)
    .toFixed();
}
