import {
  addDays,
  boundary,
  formatLocalDate,
  priceToDecimalString,
  toDecimal,
  weekday,
  type Anchor,
  type Cycle,
  type DatedRow,
  type LocalDate,
  type Weekday,
} from '@kelp/std';
import type { CountMethod, QuantityStep } from '@kelp/std/pricing';
import type { LineKind, Timing } from '../tables';
import type { UsagePricingTerms } from '../contract/usage';
import type { RolloverRule } from '../tables/hours';
import type { Aggregate } from '../tables/usage';
import { commitmentSentences } from './commitment-sentences';
import { projectPriceWords, projectSentences, type ProjectFacts } from './project-sentences';
import { meterSentences, usageWords } from './usage-sentence';
import type { ProrationMethod } from '@kelp/std';
import type { RoundingScope } from '@kelp/catalog';

/** What a contract's sentences are made from. */
export interface ContractFacts {
  currency: string;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  cycle: Cycle;
  anchor: Anchor;
  leadDays: number;
}

export interface TermsFacts extends DatedRow {
  price: string | null;
  quantity: string | null;
  hourlyRate: string | null;
  minimumMinutes: number | null;
  incrementMinutes: number | null;
  roundingScope: RoundingScope | null;
  includedMinutes?: string | null;
  proratesIncluded?: boolean;
  rollover?: RolloverRule | null;
  rolloverPeriods?: number | null;
  rolloverCap?: string | null;
  pricing?: UsagePricingTerms | null;
  isCapped?: boolean;
}

export interface LineFacts {
  kind: LineKind;
  name: string;
  timing: Timing;
  proration: ProrationMethod;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  terms: readonly TermsFacts[];
  /** Names of the services whose time it takes beside its own. */
  coveredNames: readonly string[];
  countMethod?: CountMethod | null;
  /** Counts in order of their dates. */
  quantities?: readonly QuantityStep[];
  /** What a line of usage counts. */
  meter?: { name: string; unit: string; aggregate: Aggregate } | null;
  /** Services that a fixed fee is shared over on invoices. */
  members?: readonly { name: string; weight: string | null }[];
  project?: ProjectFacts | null;
}

const cycleWords: Record<Cycle, { adverb: string; period: string }> = {
  weekly: { adverb: 'every week', period: 'week' },
  two_weekly: { adverb: 'every two weeks', period: 'two weeks' },
  four_weekly: { adverb: 'every four weeks', period: 'four weeks' },
  monthly: { adverb: 'every month', period: 'month' },
  quarterly: { adverb: 'every quarter', period: 'quarter' },
  half_yearly: { adverb: 'every half-year', period: 'half-year' },
  annual: { adverb: 'every year', period: 'year' },
};

const weekdayNames: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

const scopeWords: Record<RoundingScope, string> = {
  entry: 'for each entry',
  ticket_day: 'for each ticket and day',
  line: 'over all entries of the period',
};

/** 1 is `1st`, 22 is `22nd`. */
function ordinal(day: number): string {
  const teen = day >= 11 && day <= 13;
  const ending = teen ? 'th' : (({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[day % 10] ?? 'th');
  return `${day}${ending}`;
}

/** The day on which periods begin: `on the 1st`, `on the last day of the month`, `on a Monday`. */
export function boundaryDay(anchor: Anchor): string {
  if (anchor.kind === 'reference') return `on a ${weekdayNames[weekday(anchor.date)]}`;
  if (anchor.kind === 'last_day') return 'on the last day of the month';
  const day = anchor.dayOfMonth ?? Number(anchor.date.slice(8));
  return day > 28 ? `on the ${ordinal(day)} (in shorter months on their last day)` : `on the ${ordinal(day)}`;
}

const money = (price: string, currency: string): string => `${priceToDecimalString(price, currency)} ${currency}`;

/** `400.00 USD per month`, `40 × 12.55 USD per month`, `120.00 USD an hour`. */
function priceWords(line: LineFacts, terms: TermsFacts, { currency, cycle }: ContractFacts): string {
  if (line.kind === 'prepaid') {
    const rate = money(terms.hourlyRate ?? '0', currency);
    return `hours are bought in blocks; work that no block has left costs ${rate} an hour${minuteWords(terms)}`;
  }
  if (line.project) return projectPriceWords(line.project.billing, terms, currency, minuteWords(terms));
  if (line.kind === 'hourly') {
    const rate =
      terms.hourlyRate === null ? 'at the price of the service' : `${money(terms.hourlyRate, currency)} an hour`;
    return `${rate}${minuteWords(terms)}`;
  }
  if (terms.pricing) return usageWords(terms.pricing, line.meter?.unit ?? 'unit', currency);
  if (terms.price === null) return 'priced by its own terms';
  if (line.kind === 'minimum') return `at least ${money(terms.price, currency)} per ${cycleWords[cycle].period}`;
  if (line.kind === 'bucket') return bucketWords(terms, currency, cycleWords[cycle].period);
  if (line.kind === 'seats') return `${money(terms.price, currency)} each per ${cycleWords[cycle].period}`;
  const count = terms.quantity === null || Number(terms.quantity) === 1 ? '' : `${terms.quantity} × `;
  return `${count}${money(terms.price, currency)} per ${cycleWords[cycle].period}`;
}

function minuteWords({ minimumMinutes, incrementMinutes, roundingScope }: TermsFacts): string {
  const scope = scopeWords[roundingScope ?? 'entry'];
  const least = minimumMinutes ? `at least ${minimumMinutes} minutes` : '';
  const rounded = incrementMinutes && incrementMinutes > 1 ? `rounded up to ${incrementMinutes} minutes` : '';
  if (!least && !rounded) return ', to the minute';
  return `, ${[least, rounded].filter(Boolean).join(' and ')} ${scope}`;
}

/** `billed in arrears on the 1st for the month before`. */
function timingWords(timing: Timing, { anchor, cycle, leadDays }: ContractFacts): string {
  const { period } = cycleWords[cycle];
  const day = boundaryDay(anchor);
  if (timing === 'arrears') return `billed in arrears ${day} for the ${period} before`;
  if (leadDays === 0) return `billed in advance ${day} for the ${period} that begins`;
  return `billed in advance ${leadDays} ${leadDays === 1 ? 'day' : 'days'} before the ${period} begins ${day}`;
}

function datesWords(line: LineFacts, contract: ContractFacts, locale: string): string {
  const date = (day: LocalDate) => formatLocalDate(day, locale, 'medium');
  const from = line.startsOn > contract.startsOn ? ` from ${date(line.startsOn)}` : '';
  const to = line.endsOn && line.endsOn !== contract.endsOn ? ` until ${date(addDays(line.endsOn, -1))}` : '';
  return `${from}${to}`;
}

const hasFee = ({ kind }: LineFacts): boolean => !['hourly', 'prepaid', 'usage', 'minimum', 'project'].includes(kind);
const hoursWords = (minutes: string): string => `${toDecimal(minutes).div(60).toDecimalPlaces(2).toFixed()} hours`;

/** `400.00 USD per month for 15 hours, 120.00 USD an hour beyond them, to the minute`. */
function bucketWords(terms: TermsFacts, currency: string, period: string): string {
  const fee = money(terms.price ?? '0', currency);
  const beyond = money(terms.hourlyRate ?? '0', currency);
  const included = hoursWords(terms.includedMinutes ?? '0');
  return `${fee} per ${period} for ${included}, ${beyond} an hour beyond them${minuteWords(terms)}`;
}

/** What becomes of hours that are not used, and whether a part of a period has all of them. */
function rolloverSentences(terms: TermsFacts, period: string): string[] {
  const part = terms.proratesIncluded
    ? `A part of a ${period} has its part of the hours.`
    : `A part of a ${period} has all hours.`;
  if (!terms.rollover || terms.rollover === 'none') return ['Hours that are not used lapse.', part];
  const { rolloverPeriods: periods, rolloverCap: cap } = terms;
  const lasting =
    periods === null || periods === undefined
      ? 'until used'
      : `for ${periods} further ${periods === 1 ? 'period' : 'periods'}`;
  const most = cap ? `, at most ${hoursWords(cap)}` : '';
  const order =
    terms.rollover === 'carried_first'
      ? 'Carried hours are used first'
      : `The hours of the ${period} are used first, then carried ones`;
  return [`Unused hours are carried ${lasting}${most}. ${order}.`, part];
}

const countWords: Record<CountMethod, string> = {
  start: 'The count on the first day of a period is paid; changes inside it wait for the next',
  end: 'The count on the last day of a period is paid',
  peak: 'The largest count of a period is paid',
  daily: 'Every day is counted',
};

/** `Every day is counted. 40 since Oct 1, 2026, 43 from Nov 12, 2026.` */
function countSentences(line: LineFacts, today: LocalDate, date: (day: LocalDate) => string): string[] {
  const { countMethod, timing, quantities = [] } = line;
  const isAhead = timing === 'advance' && countMethod === 'daily';
  const rule = isAhead
    ? 'The count of the first day is paid ahead; seats added or removed later are settled by the day on the next invoice'
    : countWords[countMethod ?? 'daily'];
  const current = quantities.findLastIndex(({ from }) => from <= today);
  const shown = quantities.slice(Math.max(0, current));
  const counts = shown.map(({ from, quantity }) => `${quantity} ${from <= today ? 'since' : 'from'} ${date(from)}`);
  return [`${rule}.`, ...(counts.length > 0 ? [`${counts.join(', ')}.`] : [])];
}

/**
 * What a line costs and when it is billed, as of a date, made from its settings alone: "Managed server: 400.00 USD per
 * month, billed in arrears on the 1st for the month before." Changes to come follow in sentences of their own.
 */
export function lineSentence(line: LineFacts, contract: ContractFacts, today: LocalDate, locale: string): string {
  const ordered = [...line.terms].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const current = ordered.findLast((terms) => terms.validFrom <= today) ?? ordered[0];
  if (!current) return `${line.name}: no terms.`;
  const date = (day: LocalDate) => formatLocalDate(day, locale, 'medium');
  const what = `${line.name}${datesWords(line, contract, locale)}: ${priceWords(line, current, contract)}`;
  const hasOwnTiming = line.kind === 'prepaid' || line.project;
  const sentences = [hasOwnTiming ? `${what}.` : `${what}, ${timingWords(line.timing, contract)}.`];
  if (line.project) {
    const timing = timingWords(line.timing, contract);
    sentences.push(...projectSentences(line.project, current, { currency: contract.currency, locale, timing }));
  }
  if (line.kind === 'bucket') sentences.push(...rolloverSentences(current, cycleWords[contract.cycle].period));
  if (line.kind === 'prepaid') {
    sentences.push(
      'The block that expires soonest is used first, then the oldest; a block is billed when it is bought.',
    );
  }
  if (line.kind === 'seats') sentences.push(...countSentences(line, today, date));
  if (line.meter && current.pricing) {
    const hasIncluded = !toDecimal(current.pricing.included).isZero();
    const { period } = cycleWords[contract.cycle];
    sentences.push(...meterSentences(line.meter, hasIncluded, current.proratesIncluded ?? false, period));
  }
  if (hasFee(line) && line.proration === 'none') sentences.push('Parts of a period cost the whole price.');
  if (hasFee(line) && line.proration === 'fixed_30') sentences.push('Parts of a period count months of 30 days.');
  sentences.push(...commitmentSentences(line, cycleWords[contract.cycle].period));
  if ((line.kind === 'fixed' || line.project?.billing === 'milestones') && line.coveredNames.length > 0) {
    sentences.push(`Includes time on ${line.coveredNames.join(', ')}.`);
  }
  if (line.kind === 'bucket' || line.kind === 'prepaid' || line.project?.billing === 'hourly')
    sentences.push(`Takes time on ${line.coveredNames.join(', ')}.`);
  for (const terms of ordered.filter((one) => one.validFrom > current.validFrom)) {
    sentences.push(`From ${formatLocalDate(terms.validFrom, locale, 'medium')}: ${priceWords(line, terms, contract)}.`);
  }
  return sentences.join(' ');
}

/** How long the contract runs and how its periods lie. */
export function contractSentence(contract: ContractFacts, locale: string): string {
  const { startsOn, endsOn, cycle, anchor } = contract;
  const date = (day: LocalDate) => formatLocalDate(day, locale, 'medium');
  if (endsOn && endsOn <= startsOn) return `Never in service: ends on ${date(endsOn)}, the day it was to begin.`;
  const until = endsOn ? `until ${date(addDays(endsOn, -1))}` : 'until further notice';
  const words = cycleWords[cycle];
  const next = cycle === 'monthly' ? '' : `, counted from ${date(boundary(anchor, cycle, 0))}`;
  return `In service from ${date(startsOn)} ${until}. Billed ${words.adverb}; a ${words.period} begins ${boundaryDay(anchor)}${next}.`;
}
