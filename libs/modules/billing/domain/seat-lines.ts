import { intersectPeriod, periodDays, prorate, prorationShare, toDecimal, type Period } from '@kelp/std';
import { quantityDifferences, quantityRanges, seatAmount, seatDays } from '@kelp/std/pricing';
import type { BilledPart, CountedCharge, CountedStep, DueContractLine } from './invoice-input';
import type { ChargeLine, Evidence } from './invoice-result';
import { amountText, priceText } from './price-text';

type SeatsLine = Extract<DueContractLine, { kind: 'seats' }>;

/** What sets one charge of a line apart from another. */
interface SeatCharge {
  part: string;
  period: Period;
  /** What is kept of the measure, so that a later count bills the difference only. */
  measure: string;
  /** Shown on the invoice. */
  quantity: string;
  gross: bigint;
  rule: string;
  steps: string[];
  counted: readonly CountedStep[];
}

const rangeText = ({ start, end }: Period): string => `[${start},${end})`;
const longestNames = 2000;

/** The names behind the counts, cut where a line could no longer be read. */
function namesText(steps: readonly CountedStep[]): string {
  const text = [...new Set(steps.flatMap(({ names }) => names))].join(', ');
  return text.length > longestNames ? `${text.slice(0, longestNames)} …` : text;
}

const eventEvidence = (steps: readonly CountedStep[]): Evidence[] =>
  steps.map(({ eventId }) => ({ kind: 'quantity_event', id: eventId }));

function chargeLine(line: SeatsLine, charge: CountedCharge, seat: SeatCharge): ChargeLine {
  const names = namesText(seat.counted);
  return {
    kind: 'seats',
    contractLineId: line.id,
    serviceId: line.serviceId,
    description: line.name,
    quantity: seat.quantity,
    unit: 'piece',
    unitPrice: charge.price,
    priceBase: 1,
    gross: seat.gross,
    servicePeriod: seat.period,
    taxCategory: line.taxCategory,
    claims: [
      {
        kind: 'period',
        id: line.id,
        slice: seat.part === 'fee' ? rangeText(seat.period) : `${seat.part} ${rangeText(seat.period)}`,
        part: seat.part,
        period: seat.period,
        quantity: seat.measure,
        amount: seat.gross,
        seen: charge.seen,
      },
    ],
    explanation: {
      rule: seat.rule,
      version: String(charge.version.number),
      inputs: {
        price: priceText(charge.price, line.currency),
        counted: line.method,
        period: rangeText(charge.period),
        covered: rangeText(seat.period),
        proration: charge.proration,
        ...(names ? { names } : {}),
      },
      steps: seat.steps,
      evidence: [
        ...eventEvidence(seat.counted),
        { kind: 'contract_line', id: line.id },
        { kind: 'contract_version', id: charge.version.id },
      ],
    },
  };
}

/** The steps whose counts hold on any of these days. */
function stepsOf(charge: CountedCharge, days: Period): CountedStep[] {
  return charge.steps.filter(({ from }, index) =>
    intersectPeriod({ start: from, end: charge.steps[index + 1]?.from ?? '9999-12-31' }, days),
  );
}

const countText = ({ from, quantity, source }: CountedStep): string =>
  `${toDecimal(quantity).toFixed()} from ${from}${source === 'person' ? '' : ` (${source})`}`;

const sumOf = (billed: readonly BilledPart[]) => ({
  quantity: billed.reduce((sum, one) => sum.plus(toDecimal(one.quantity)), toDecimal('0')),
  amount: billed.reduce((sum, one) => sum + one.amount, 0n),
});

const methodTexts = {
  start: 'count on the first day',
  end: 'count on the last day',
  peak: 'largest count',
  daily: 'average of the days',
} as const;

/** The days priced as a whole by the method; what is billed for them already is taken off, so that late counts bill the difference. */
function countedWhole(line: SeatsLine, charge: CountedCharge): SeatCharge[] {
  const { covered, period, proration, cycle, price } = charge;
  const days = periodDays(covered);
  const measure = seatDays(line.method, charge.steps, covered);
  const share = prorationShare(proration, covered, period, cycle);
  const whole = seatAmount(price, measure, days, share);
  const before = sumOf(charge.billed);
  const isFirst = !charge.billed.some(({ part }) => part === 'fee');
  const left = toDecimal(measure).minus(before.quantity);
  if (!isFirst && left.isZero()) return [];
  const gross = whole - before.amount;
  const counted = stepsOf(charge, covered);
  const average = toDecimal(measure).div(days).toDecimalPlaces(4).toFixed();
  const part = share.coveredDays === share.wholeDays ? '' : ` × ${share.coveredDays} of ${share.wholeDays} days`;
  const steps = [
    `Counted: ${counted.map(countText).join(', ') || '0'}`,
    `${methodTexts[line.method]} = ${average}`,
    `${average} × ${priceText(price, line.currency)}${part} = ${amountText(whole, line.currency)}`,
  ];
  if (before.amount !== 0n || !isFirst) {
    const [billed, rest] = [amountText(before.amount, line.currency), amountText(gross, line.currency)];
    steps.push(`less ${billed} billed for these days already = ${rest}`);
  }
  return [
    {
      part: isFirst ? 'fee' : `recount:${charge.billed.length}`,
      period: covered,
      measure: left.toFixed(),
      quantity: left.div(days).toDecimalPlaces(4).toFixed(),
      gross,
      rule: isFirst ? `seats.${line.method}` : 'seats.counted_again',
      steps,
      counted,
    },
  ];
}

/** In advance and by day: the count of the first day for all days, then each difference from its own day on. */
function countedAhead(line: SeatsLine, charge: CountedCharge): SeatCharge[] {
  const { covered, period, proration, cycle, price } = charge;
  const money = (amount: bigint) => amountText(amount, line.currency);
  const amountFor = (quantity: string, days: Period): { gross: bigint; text: string } => {
    const share = prorationShare(proration, days, period, cycle);
    const gross = prorate(toDecimal(price).times(toDecimal(quantity)), share);
    const part = share.coveredDays === share.wholeDays ? '' : ` × ${share.coveredDays} of ${share.wholeDays} days`;
    return { gross, text: `${quantity} × ${priceText(price, line.currency)}${part} = ${money(gross)}` };
  };
  const charges: SeatCharge[] = [];
  const billed = charge.billed.map((one) => ({ ...one.period, quantity: one.quantity }));
  if (!charge.billed.some(({ part }) => part === 'fee')) {
    const quantity = quantityRanges(charge.steps, covered)[0]?.quantity ?? '0';
    const { gross, text } = amountFor(quantity, covered);
    const counted = stepsOf(charge, { start: covered.start, end: covered.end }).slice(0, 1);
    const steps = [`Counted: ${counted.map(countText).join('') || '0'}`, text];
    charges.push({
      part: 'fee',
      period: covered,
      measure: quantity,
      quantity,
      gross,
      rule: 'seats.ahead',
      steps,
      counted,
    });
    billed.push({ ...covered, quantity });
  }
  for (const { start, end, difference } of quantityDifferences(charge.steps, billed, covered)) {
    const days = { start, end };
    const counted = stepsOf(charge, days);
    const { gross, text } = amountFor(difference, days);
    const isMore = !difference.startsWith('-');
    charges.push({
      part: `change:${counted[0]?.eventId ?? 'none'}`,
      period: days,
      measure: difference,
      quantity: difference,
      gross,
      rule: isMore ? 'seats.added' : 'seats.removed',
      steps: [`${isMore ? 'Added' : 'Not used any more'}: ${counted.map(countText).join(', ')}`, text],
      counted,
    });
  }
  return charges;
}

/**
 * The lines of what is counted. Multiplied first, rounded once: seat-days × price × covered days / days of the period. A change
 * inside a period that is billed ahead is a line of its own from its day on: remaining new, or unused old as a negative one.
 */
export function seatLines(line: SeatsLine): ChargeLine[] {
  const charged = line.timing === 'advance' && line.method === 'daily' ? countedAhead : countedWhole;
  return line.charges.flatMap((charge) => charged(line, charge).map((seat) => chargeLine(line, charge, seat)));
}
