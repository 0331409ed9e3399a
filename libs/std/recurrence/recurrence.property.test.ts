import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber, weekday, weekdays, type Weekday } from '../dates';
import {
  nextOccurrences,
  occurrencesBetween,
  patternOfRule,
  ruleOfPattern,
  splitRecurrence,
  type MonthDay,
  type Recurrence,
  type RecurrencePattern,
} from './index';

/**
 * The model knows nothing of rules: it walks day by day and asks the pattern whether the day belongs to it; it finds instants by trying
 * every minute's neighbourhood of the wall through Intl alone.
 */
const parts = (date: string) => date.split('-').map(Number) as [number, number, number];
const monthLength = (date: string): number => {
  const [year, month] = parts(date);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
};

function isMonthDay(on: MonthDay, date: string): boolean {
  const [, , day] = parts(date);
  if (on.kind === 'day') return day === on.day;
  if (on.kind === 'last_day') return day === monthLength(date);
  if (weekday(date) !== on.weekday) return false;
  return on.place === -1 ? day + 7 > monthLength(date) : Math.ceil(day / 7) === on.place;
}

/** Monday of the week as a day number. */
const weekOf = (date: string): number => dayNumber(date) - weekdays.indexOf(weekday(date));

function belongs(pattern: RecurrencePattern, start: string, date: string): boolean {
  const [year, month] = parts(date);
  const [startYear, startMonth] = parts(start);
  switch (pattern.every) {
    case 'day':
      return (dayNumber(date) - dayNumber(start)) % pattern.interval === 0;
    case 'week':
      return ((weekOf(date) - weekOf(start)) / 7) % pattern.interval === 0 && pattern.weekdays.includes(weekday(date));
    case 'month':
      return ((year - startYear) * 12 + month - startMonth) % pattern.interval === 0 && isMonthDay(pattern.on, date);
    case 'year':
      return (year - startYear) % pattern.interval === 0 && month === pattern.month && isMonthDay(pattern.on, date);
  }
}

function modelDates(pattern: RecurrencePattern, start: string, days: number): string[] {
  return Array.from({ length: days }, (_, shift) => addDays(start, shift)).filter((date) =>
    belongs(pattern, start, date),
  );
}

const wallIn = (instant: number, formatter: Intl.DateTimeFormat): string =>
  formatter.format(instant).replace(', ', 'T').slice(0, 16);

/** The first minute at which the wall shows the time or, in a gap, a later one. */
function modelInstant(wall: string, zone: string): string {
  const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const read = (instant: number) => wallIn(instant, formatter).replace(' ', 'T');
  const guess = Date.parse(`${wall}:00Z`);
  for (let minute = -15 * 60; minute <= 27 * 60; minute += 1) {
    const instant = guess + minute * 60_000;
    if (read(instant) >= wall) return new Date(instant).toISOString();
  }
  throw new Error('no such minute');
}

const someDay = fc.integer({ min: dayNumber('1995-01-01'), max: dayNumber('2045-12-31') }).map(dateOfDayNumber);
const monthDay: fc.Arbitrary<MonthDay> = fc.oneof(
  fc.integer({ min: 1, max: 31 }).map((day): MonthDay => ({ kind: 'day', day })),
  fc.constant<MonthDay>({ kind: 'last_day' }),
  fc.record({
    kind: fc.constant('weekday' as const),
    place: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const),
    weekday: fc.constantFrom(...weekdays),
  }),
);
const interval = fc.integer({ min: 1, max: 7 });
const somePattern: fc.Arbitrary<RecurrencePattern> = fc.oneof(
  interval.map((every): RecurrencePattern => ({ every: 'day', interval: every })),
  fc.record({
    every: fc.constant('week' as const),
    interval,
    weekdays: fc.subarray<Weekday>([...weekdays], { minLength: 1 }),
  }),
  fc.record({ every: fc.constant('month' as const), interval, on: monthDay }),
  fc.record({ every: fc.constant('year' as const), interval, month: fc.integer({ min: 1, max: 12 }), on: monthDay }),
);
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Auckland',
];
const someZone = fc.constantFrom(...zones);
const someClock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

const window = (days: number, start: string) =>
  [new Date(`${addDays(start, -3)}T00:00:00Z`), new Date(`${addDays(start, days)}T00:00:00Z`)] as const;

it('finds the days that a walk from day to day finds', () => {
  fc.assert(
    fc.property(somePattern, someDay, someZone, someClock, (pattern, day, zone, clock) => {
      const recurrence = { rule: ruleOfPattern(pattern), zone, start: `${day}T${clock}` };
      const found = occurrencesBetween(recurrence, ...window(800, day)).map(({ wall }) => wall.slice(0, 10));
      // the window ends somewhere within its last days on the wall: compare what lies surely before
      const isInside = (date: string) => date < addDays(day, 795);
      expect(found.filter(isInside)).toEqual(modelDates(pattern, day, 800).filter(isInside));
    }),
    { numRuns: 150 },
  );
});

it('has every occurrence at the instant that the wall of the zone shows it, the first after a gap', () => {
  fc.assert(
    fc.property(
      someZone,
      someClock,
      fc.constantFrom(1996, 2007, 2019, 2024, 2031),
      fc.constantFrom('03-05', '09-20', '10-25'),
      (zone, clock, year, day) => {
        const recurrence = { rule: 'FREQ=DAILY', zone, start: `${year}-${day}T${clock}` };
        for (const { wall, at } of nextOccurrences(recurrence, new Date(Date.UTC(year, 0, 1)), 30)) {
          expect(at.toISOString()).toBe(modelInstant(wall, zone));
        }
      },
    ),
    { numRuns: 15 },
  );
});

it('gives the same in one window as in two that touch, and as the next ones one by one', () => {
  fc.assert(
    fc.property(
      somePattern,
      someDay,
      someZone,
      someClock,
      fc.integer({ min: 1, max: 599 }),
      (pattern, day, zone, clock, cut) => {
        const recurrence: Recurrence = { rule: ruleOfPattern(pattern), zone, start: `${day}T${clock}` };
        const [from, to] = window(600, day);
        const middle = new Date(from.getTime() + cut * 86_400_000);
        const whole = occurrencesBetween(recurrence, from, to);
        expect([
          ...occurrencesBetween(recurrence, from, middle),
          ...occurrencesBetween(recurrence, middle, to),
        ]).toEqual(whole);
        expect(nextOccurrences(recurrence, from, whole.length)).toEqual(whole);
      },
    ),
    { numRuns: 80 },
  );
});

it('splits at any instance without losing, doubling or moving one, with COUNT and without', () => {
  fc.assert(
    fc.property(
      somePattern,
      someDay,
      someZone,
      fc.integer({ min: 1, max: 20 }),
      fc.nat(),
      fc.boolean(),
      (pattern, day, zone, count, choice, isCounted) => {
        const rule = `${ruleOfPattern(pattern)}${isCounted ? `;COUNT=${count}` : ''}`;
        const recurrence = { rule, zone, start: `${day}T09:00` };
        const range = [new Date(`${addDays(day, -3)}T00:00:00Z`), new Date(`${addDays(day, 900)}T00:00:00Z`)] as const;
        const whole = occurrencesBetween(recurrence, ...range);
        if (whole.length === 0) return;
        const { before, following } = splitRecurrence(recurrence, whole[choice % whole.length]?.original ?? '');
        expect([
          ...(before ? occurrencesBetween(before, ...range) : []),
          ...occurrencesBetween(following, ...range),
        ]).toEqual(whole);
      },
    ),
    { numRuns: 60 },
  );
});

it('reads a pattern back out of its rule', () => {
  fc.assert(fc.property(somePattern, (pattern) => expect(patternOfRule(ruleOfPattern(pattern))).toEqual(pattern)));
  expect(patternOfRule('FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1')).toBeNull();
});
