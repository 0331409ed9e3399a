import { allocate, groupBy, roundQuotient, toDecimal, type Period } from '@kelp/std';
import { bucketPeriod, weightedMinutes, type BucketPeriod, type CarriedMinutes } from '@kelp/std/pricing';
import { billedMinutesByEntry, clockText } from '@kelp/time';
import { fixedLines } from './fixed-lines';
import type { BucketHours, DueContractLine, TimeEntryRow } from './invoice-input';
import type { ChargeLine } from './invoice-result';
import { amountText, priceText } from './price-text';
import { hourlyLines, timeEvidence, type RateBook, type TimeCharges } from './time-lines';

type BucketLine = Extract<DueContractLine, { kind: 'bucket' }>;

/** A period of a bucket with the work that it pays for and what that leaves. */
export interface UsedPeriod {
  hours: BucketHours;
  entries: TimeEntryRow[];
  /** Weighted minutes by service, exact. */
  burnt: Map<string, string>;
  state: BucketPeriod;
}

const sumOf = (minutes: Iterable<string>): string =>
  [...minutes].reduce((sum, one) => sum.plus(toDecimal(one)), toDecimal('0')).toFixed();

/** `7:30 h`; weighted minutes that are no whole ones are said as minutes. */
export const minutesText = (minutes: string): string =>
  toDecimal(minutes).isInteger() ? `${clockText(Number(minutes))} h` : `${minutes} min`;

const rangeText = ({ start, end }: Period): string => `[${start},${end})`;
const periodKey = ({ start, end }: Period): string => `${start} ${end}`;

/** The weighted minutes of entries by service: rounded as agreed, then each minute by the weight of its service. */
function burn(
  line: Pick<BucketLine, 'weights'>,
  hours: BucketHours,
  entries: readonly TimeEntryRow[],
): Map<string, string> {
  const billed = billedMinutesByEntry(entries, hours.terms.minutes);
  const worked = new Map<string, number>();
  for (const { id, serviceId } of entries) {
    worked.set(serviceId, (worked.get(serviceId) ?? 0) + (billed.get(id) ?? 0));
  }
  const weigh = (serviceId: string, minutes: number) =>
    weightedMinutes(minutes, [{ minutes, weights: [hours.weights?.[serviceId] ?? line.weights[serviceId] ?? '1'] }]);
  return new Map([...worked].map(([serviceId, minutes]) => [serviceId, weigh(serviceId, minutes)]));
}

/** The periods of a bucket in order, each with what it takes over from the one before. */
export function usedPeriods(
  line: Pick<BucketLine, 'hours' | 'carried' | 'weights'>,
  entries: readonly TimeEntryRow[],
): UsedPeriod[] {
  const ofPeriod = groupBy(entries, ({ period }) => periodKey(period));
  let carried: readonly CarriedMinutes[] = line.carried;
  return line.hours.map((hours) => {
    const own = ofPeriod.get(periodKey(hours.period)) ?? [];
    const burnt = burn(line, hours, own);
    const state = bucketPeriod(hours.included, hours.rollover, carried, sumOf(burnt.values()));
    carried = state.carried;
    return { hours, entries: own, burnt, state };
  });
}

/** The recap of a period: what was there, what came, what was used, what is left and what was beyond. */
function recap({ included, rolledIn, used, overage, carriedOut, expired }: BucketPeriod): string[] {
  return [
    `Starting: ${minutesText(rolledIn)}`,
    `Added: ${minutesText(included)}`,
    `Used: ${minutesText(used)}`,
    `Remaining: ${minutesText(carriedOut)} carried on${expired === '0' ? '' : `, ${minutesText(expired)} lapsed`}`,
    `Beyond: ${minutesText(overage)}`,
  ];
}

/** The line that closes a period: it costs nothing, holds the work and prints the recap. */
function closingLine(line: BucketLine, { hours, entries, state }: UsedPeriod): ChargeLine {
  const { covered } = hours;
  return {
    kind: 'bucket_hours',
    contractLineId: line.id,
    serviceId: line.serviceId,
    description: `${line.name}: hours`,
    quantity: state.used,
    unit: 'minute',
    unitPrice: '0',
    priceBase: 60,
    gross: 0n,
    servicePeriod: covered,
    taxCategory: line.taxCategory,
    claims: [
      { kind: 'period', id: line.id, slice: `hours ${rangeText(covered)}`, part: 'hours', period: covered },
      ...entries.map(({ id }) => ({ kind: 'time_entry' as const, id, slice: 'whole' as const })),
    ],
    bucket: { period: covered, state },
    explanation: {
      rule: `bucket.${hours.rollover.kind === 'carry' ? hours.rollover.order : 'none'}`,
      version: String(hours.terms.version.number),
      inputs: {
        included: minutesText(state.included),
        available: minutesText(state.available),
        worked: clockText(entries.reduce((sum, { minutes }) => sum + minutes, 0)),
        billable: clockText(entries.reduce((sum, { billableMinutes }) => sum + billableMinutes, 0)),
      },
      steps: recap(state),
      evidence: [...timeEvidence(entries), { kind: 'contract_line', id: line.id }],
    },
  };
}

/** What is beyond the bucket: priced once, shared to its services by weighted minutes, since their tax may differ. */
function beyondLines(line: BucketLine, used: UsedPeriod, book: RateBook): ChargeLine[] {
  const { hours, burnt, state } = used;
  const rate = hours.terms.rate ?? '0';
  if (state.overage === '0') return [];
  const gross = roundQuotient(toDecimal(rate).times(toDecimal(state.overage)), 60n);
  const services = [...burnt].filter(([, minutes]) => minutes !== '0');
  const shares = allocate(
    gross,
    services.map(([, minutes]) => minutes),
  );
  const price = priceText(rate, line.currency);
  return services.map(([serviceId, minutes], index): ChargeLine => {
    const service = book.services.get(serviceId);
    const quantity = toDecimal(state.overage).times(toDecimal(minutes)).div(toDecimal(state.used)).toDecimalPlaces(2);
    const share = amountText(shares[index] ?? 0n, line.currency);
    const part = `beyond:${serviceId}`;
    return {
      kind: 'overage',
      contractLineId: line.id,
      serviceId,
      description: `${line.name}: beyond the hours${services.length > 1 ? `, ${service?.name ?? ''}` : ''}`,
      quantity: quantity.toFixed(),
      unit: 'minute',
      unitPrice: rate,
      priceBase: 60,
      gross: shares[index] ?? 0n,
      servicePeriod: hours.covered,
      taxCategory: service?.taxCategory ?? line.taxCategory,
      claims: [
        { kind: 'period', id: line.id, slice: `${part} ${rangeText(hours.covered)}`, part, period: hours.covered },
      ],
      explanation: {
        rule: 'bucket.beyond',
        version: String(hours.terms.version.number),
        inputs: { rate: price, used: minutesText(state.used), available: minutesText(state.available) },
        steps: [
          `${minutesText(state.used)} used − ${minutesText(state.available)} available = ${minutesText(state.overage)} beyond`,
          `${minutesText(state.overage)} × ${price} an hour = ${amountText(gross, line.currency)}`,
          ...(services.length > 1 ? [`${minutesText(minutes)} of the used time: ${share}`] : []),
        ],
        evidence: [
          { kind: 'contract_line', id: line.id },
          { kind: 'contract_version', id: hours.terms.version.id },
        ],
      },
    };
  });
}

/**
 * A bucket of hours: its fee, the recap of each period that has ended, and what was used beyond it. Work of a period that is
 * closed burns from the next one; where there is none, it is billed by the hour like work beyond the bucket.
 */
export function bucketLines(line: BucketLine, entries: readonly TimeEntryRow[], book: RateBook): TimeCharges {
  const periods = new Set(line.hours.map(({ period }) => periodKey(period)));
  const late = entries.filter(({ period }) => !periods.has(periodKey(period)));
  const afterwards = hourlyLines({ ...line, kind: 'hourly', terms: line.beyond }, late, book);
  const used = usedPeriods(line, entries);
  return {
    lines: [
      ...fixedLines({ ...line, kind: 'fixed' }, book),
      ...used.flatMap((period) => [closingLine(line, period), ...beyondLines(line, period, book)]),
      ...afterwards.lines,
    ],
    blockers: afterwards.blockers,
  };
}
