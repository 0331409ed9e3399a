import { intersectPeriod, periodDays, toDecimal, type Period } from '@kelp/std';
import { priceUsage, type UsagePart, type UsagePricing } from '@kelp/std/pricing';
import type { DueContractLine, UsageCharge } from './invoice-input';
import type { ChargeLine, Claim } from './invoice-result';
import { lineAmount } from './line-amount';
import { amountText, priceText } from './price-text';

type UsageLine = Extract<DueContractLine, { kind: 'usage' }>;

const rangeText = ({ start, end }: Period): string => `[${start},${end})`;

/** The table as it holds for the covered days: a part of a period has its part of the included units where the line says so. */
function pricingOf({ pricing, proratesIncluded, covered, period }: UsageCharge): UsagePricing {
  const whole = toDecimal(pricing.included ?? '0');
  if (!proratesIncluded || whole.isZero()) return pricing;
  const days = periodDays(intersectPeriod(period, covered) ?? covered);
  const part = whole.times(days).div(periodDays(period)).toDecimalPlaces(6);
  return { ...pricing, included: part.toFixed() };
}

const isSome = (text: string): boolean => !toDecimal(text).isZero();

function partText({ quantity, unitPrice, flatFee }: UsagePart, currency: string): string {
  const fee = isSome(flatFee) ? ` + ${priceText(flatFee, currency)} for entering the tier` : '';
  return `${quantity} × ${priceText(unitPrice, currency)}${fee}`;
}

const aggregateTexts = {
  sum: 'sum',
  max: 'largest value',
  last: 'last value',
  unique: 'different ones',
} as const;

interface Priced {
  pricing: UsagePricing;
  /** The price of the whole period, minor units. */
  whole: bigint;
  /** What of it is on other invoices. */
  before: { quantity: string; amount: bigint };
  isFirst: boolean;
}

function stepsOf(line: UsageLine, charge: UsageCharge, { pricing, whole, before, isFirst }: Priced): string[] {
  const { currency, meter } = line;
  const { parts, topUp } = priceUsage(pricing, charge.quantity, currency);
  const included = pricing.included ?? '0';
  const events = charge.events === 1 ? '1 event' : `${charge.events} events`;
  return [
    `${meter.name}, ${aggregateTexts[meter.aggregate]} of ${events} = ${charge.quantity} ${meter.unit}`,
    ...(isSome(included) ? [`${included} ${meter.unit} are included`] : []),
    ...parts.map((one) => partText(one, currency)),
    ...(topUp > 0n ? [`${amountText(topUp, currency)} more to the least price of a period`] : []),
    `= ${amountText(whole, currency)} for the whole period`,
    ...(isFirst && before.amount === 0n
      ? []
      : [
          `less ${amountText(before.amount, currency)} billed for this period already = ${amountText(whole - before.amount, currency)}`,
        ]),
  ];
}

/**
 * What the line shows so that quantity × price is its amount to the cent: the units at their one price where there is one, else
 * the period as a whole, whose steps stand below it.
 */
function shownAs(parts: readonly UsagePart[], difference: string, gross: bigint, isWhole: boolean) {
  const [only] = parts;
  if (parts.length === 1 && only && !isSome(only.flatFee)) {
    const quantity = isWhole ? only.quantity : difference;
    if (isSome(quantity) && lineAmount(quantity, only.unitPrice, 1) === gross)
      return { quantity, unitPrice: only.unitPrice };
  }
  return { quantity: '1', unitPrice: gross.toString() };
}

function claimOf(line: UsageLine, charge: UsageCharge, quantity: string, gross: bigint): Claim {
  const isFirst = !charge.billed.some(({ part }) => part === 'fee');
  const part = isFirst ? 'fee' : `late:${charge.billed.length}`;
  const slice = isFirst ? rangeText(charge.covered) : `${part} ${rangeText(charge.covered)}`;
  const measured = { quantity, amount: gross, seen: charge.events };
  return { kind: 'period', id: line.id, slice, part, period: charge.covered, ...measured };
}

function chargeLine(line: UsageLine, charge: UsageCharge): ChargeLine[] {
  const { currency } = line;
  const pricing = pricingOf(charge);
  const { amount: whole, parts } = priceUsage(pricing, charge.quantity, currency);
  const isFirst = !charge.billed.some(({ part }) => part === 'fee');
  const before = {
    quantity: charge.billed.reduce((sum, one) => sum.plus(toDecimal(one.quantity)), toDecimal('0')).toFixed(),
    amount: charge.billed.reduce((sum, one) => sum + one.amount, 0n),
  };
  const quantity = toDecimal(charge.quantity).minus(toDecimal(before.quantity)).toFixed();
  const gross = whole - before.amount;
  // Nothing used and nothing owed is no line; the period stays open for what may still arrive.
  if (gross === 0n && (!isFirst || !isSome(quantity))) return [];
  const rule = isFirst ? `usage.${pricing.kind}` : 'usage.late';
  return [
    {
      kind: 'usage',
      contractLineId: line.id,
      serviceId: line.serviceId,
      description: line.name,
      ...shownAs(parts, quantity, gross, isFirst && before.amount === 0n),
      unit: 'piece',
      priceBase: 1,
      gross,
      servicePeriod: charge.covered,
      taxCategory: line.taxCategory,
      claims: [claimOf(line, charge, quantity, gross)],
      explanation: {
        rule,
        version: String(charge.version.number),
        inputs: {
          meter: line.meter.name,
          unit: line.meter.unit,
          period: rangeText(charge.period),
          covered: rangeText(charge.covered),
          quantity: charge.quantity,
        },
        steps: stepsOf(line, charge, { pricing, whole, before, isFirst }),
        evidence: [
          { kind: 'meter', id: line.meter.id },
          { kind: 'contract_line', id: line.id },
          { kind: 'contract_version', id: charge.version.id },
        ],
      },
    },
  ];
}

/**
 * The lines of usage: the aggregate of the whole service period priced at once, rounded once (product rule 2.5). What arrives
 * after the period was billed prices it again and bills the difference; the earlier line stays.
 */
export const usageLines = (line: UsageLine): ChargeLine[] => line.charges.flatMap((charge) => chargeLine(line, charge));
