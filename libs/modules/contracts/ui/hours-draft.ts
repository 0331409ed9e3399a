import { invalid, parsePrice, toDecimal } from '@kelp/std';
import { t } from './strings';
import type { ContractLineCard, LineTerms } from '../contract';
import type { TermsDraft } from './terms-draft';

/** What a bucket of hours or a line of prepaid hours adds to the terms, as it is typed. */
export interface HoursDraft {
  /** Hours of a period as text: `15`, `7.5`. */
  included: string;
  proratesIncluded: boolean;
  rollover: 'none' | 'carried_first' | 'base_first';
  /** Empty = until used. */
  rolloverPeriods: string;
  /** Hours; empty = no limit. */
  rolloverCap: string;
  /** Service id → how much a minute counts. */
  weights: Record<string, string>;
}

export const noHours: HoursDraft = {
  included: '',
  proratesIncluded: false,
  rollover: 'none',
  rolloverPeriods: '1',
  rolloverCap: '',
  weights: {},
};

/** Whole minutes of hours as a person types them: `7.5` is 450. Throws a sentence for anything else. */
export function minutesOf(hours: string, field: string): number {
  const text = hours.trim();
  const minutes = /^\d{1,5}(\.\d{1,4})?$/.test(text) ? toDecimal(text).times(60) : null;
  if (!minutes?.isInteger()) throw invalid(t('hours.invalid', { typed: text }), { [field]: t('hours.hint') });
  return minutes.toNumber();
}

const workOf = (terms: TermsDraft, currency: string) => ({
  hourlyRate: parsePrice(terms.hourlyRate, currency),
  minimumMinutes: terms.minimumMinutes,
  incrementMinutes: terms.incrementMinutes,
  roundingScope: terms.roundingScope,
});

const coveredOf = ({ weights }: HoursDraft) =>
  Object.entries(weights).map(([serviceId, weight]) => ({ serviceId, weight: weight.trim() || '1' }));

/** A line of prepaid hours for the wire. */
export const prepaidTerms = (hours: HoursDraft, terms: TermsDraft, currency: string) => ({
  ...workOf(terms, currency),
  coveredServices: coveredOf(hours),
});

/** A bucket for the wire, in minutes and minor units. Throws the sentence for what cannot be. */
export const bucketTerms = (hours: HoursDraft, terms: TermsDraft, currency: string) => ({
  ...prepaidTerms(hours, terms, currency),
  price: parsePrice(terms.price, currency),
  includedMinutes: minutesOf(hours.included, 'includedMinutes'),
  proratesIncluded: hours.proratesIncluded,
  rollover: hours.rollover,
  rolloverPeriods: hours.rolloverPeriods.trim() === '' ? null : Number(hours.rolloverPeriods),
  rolloverCap: hours.rolloverCap.trim() === '' ? null : minutesOf(hours.rolloverCap, 'rolloverCap'),
});

/** What a bucket adds to its terms, as it holds already, to be changed. */
export function draftOfHours(line: ContractLineCard, terms: LineTerms | undefined): HoursDraft {
  if (!terms) return noHours;
  return {
    ...noHours,
    proratesIncluded: terms.proratesIncluded,
    rollover: terms.rollover ?? 'none',
    rolloverPeriods: terms.rolloverPeriods === null ? '' : String(terms.rolloverPeriods),
    rolloverCap: terms.rolloverCap === null ? '' : toDecimal(terms.rolloverCap).div(60).toFixed(),
    weights: Object.fromEntries(line.coveredServices.map(({ id, weight }) => [id, terms.weights?.[id] ?? weight])),
  };
}

/** What becomes of unused hours and how much a minute counts, for the wire. */
export const laterHours = (hours: HoursDraft) => ({
  proratesIncluded: hours.proratesIncluded,
  rollover: hours.rollover,
  rolloverPeriods: hours.rolloverPeriods.trim() === '' ? null : Number(hours.rolloverPeriods),
  rolloverCap: hours.rolloverCap.trim() === '' ? null : minutesOf(hours.rolloverCap, 'rolloverCap'),
  weights: Object.fromEntries(Object.entries(hours.weights).map(([id, weight]) => [id, weight.trim() || '1'])),
});
