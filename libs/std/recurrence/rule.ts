import { invalid } from '../errors';

/** A rule in the words of RFC 5545, read and found harmless. */
export interface RecurrenceRule {
  frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  /** How often it repeats at most, counted from the start; null for ever. */
  count: number | null;
  /** `UNTIL` as written: `20251231`, `20251231T090000` (on the wall) or `20251231T080000Z`; null for ever. */
  until: string | null;
  /** The rule without COUNT and UNTIL. */
  pattern: string;
}

const longestRule = 500;
const mostRepeats = 10_000;
const longestInterval = 400;
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const untilPattern = /^\d{8}(T\d{6}Z?)?$/;

const listOf = (item: string): RegExp => new RegExp(`^${item}(,${item}){0,365}$`);
const signed = (most: string): string => `[+-]?${most}`;

/** What each part may hold; a part that is not here is refused. */
const shapes: Record<string, RegExp> = {
  BYDAY: listOf('([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTHDAY: listOf(signed('([1-9]|[12]\\d|3[01])')),
  BYMONTH: listOf('([1-9]|1[0-2])'),
  BYYEARDAY: listOf(signed('([1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])')),
  BYWEEKNO: listOf(signed('([1-9]|[1-4]\\d|5[0-3])')),
  BYSETPOS: listOf(signed('([1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])')),
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};

const wrong = (sentence: string) => invalid(sentence, { rule: sentence });

function partsOf(text: string): Map<string, string> {
  if (text.length > longestRule) throw wrong(`A rule has at most ${longestRule} characters. Make it simpler.`);
  const parts = new Map<string, string>();
  for (const part of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [name = '', value] = part.split('=');
    if (!value) throw wrong(`“${part}” is not part of a rule. Write it like FREQ=WEEKLY;BYDAY=MO.`);
    if (parts.has(name)) throw wrong(`${name} stands twice in the rule. Keep one.`);
    parts.set(name, value);
  }
  return parts;
}

function wholeNumber(parts: Map<string, string>, name: string, most: number): number | null {
  const text = parts.get(name);
  if (text === undefined) return null;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw wrong(`${name} is a whole number from 1 to ${most}.`);
  return value;
}

/** Throws for a part whose value it may not have, or that has no meaning at this frequency. */
function assertShapes(parts: Map<string, string>, frequency: RecurrenceRule['frequency']): void {
  for (const [name, value] of parts) {
    if (['FREQ', 'INTERVAL', 'COUNT', 'UNTIL'].includes(name)) continue;
    if (/^BY(HOUR|MINUTE|SECOND)$/.test(name)) {
      throw wrong('The time of day is that of the start: take BYHOUR, BYMINUTE and BYSECOND out of the rule.');
    }
    const shape = shapes[name];
    if (!shape) throw wrong(`${name} is not part of a rule that can be used here. Take it out.`);
    if (!shape.test(value)) throw wrong(`“${value}” does not fit ${name}.`);
  }
  const has = (name: string) => parts.has(name);
  if (/\d/.test(parts.get('BYDAY') ?? '') && (frequency === 'DAILY' || frequency === 'WEEKLY' || has('BYWEEKNO'))) {
    throw wrong('“The second Monday” needs a rule by month or year: use FREQ=MONTHLY or FREQ=YEARLY.');
  }
  if (has('BYWEEKNO') && frequency !== 'YEARLY') throw wrong('BYWEEKNO needs FREQ=YEARLY.');
  if (has('BYYEARDAY') && frequency !== 'YEARLY') throw wrong('BYYEARDAY needs FREQ=YEARLY.');
  if (has('BYMONTHDAY') && frequency === 'WEEKLY') throw wrong('BYMONTHDAY does not go with FREQ=WEEKLY.');
  if (has('BYSETPOS') && ![...parts.keys()].some((name) => /^BY(DAY|MONTHDAY|MONTH|YEARDAY|WEEKNO)$/.test(name))) {
    throw wrong('BYSETPOS chooses among days: say which days, for instance with BYDAY.');
  }
}

/**
 * The rule, read. Throws `invalid` with a sentence for what is no rule, for one that repeats within a day, and for
 * parts that could keep a machine busy for nothing.
 */
export function readRule(text: string): RecurrenceRule {
  const parts = partsOf(text);
  const named = parts.get('FREQ');
  if (named && /^(SECONDLY|MINUTELY|HOURLY)$/.test(named)) {
    throw wrong('A rule repeats at most once a day. Use FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.');
  }
  const frequency = frequencies.find((one) => one === named);
  if (!frequency) throw wrong('Say how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.');
  wholeNumber(parts, 'INTERVAL', longestInterval);
  const count = wholeNumber(parts, 'COUNT', mostRepeats);
  const until = parts.get('UNTIL') ?? null;
  if (until !== null && !untilPattern.test(until)) throw wrong('Write UNTIL like 20251231 or 20251231T220000Z.');
  if (until !== null && count !== null) throw wrong('A rule ends after COUNT times or at UNTIL, not both.');
  assertShapes(parts, frequency);
  const pattern = [...parts]
    .filter(([name]) => name !== 'COUNT' && name !== 'UNTIL')
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
  return { frequency, count, until, pattern };
}
