import { nextOccurrences, occurrencesBetween, recurrenceProblem, splitRecurrence, type Recurrence } from './index';
import { closedBySchedule } from './index';

const at = (text: string) => new Date(text);
const walls = (recurrence: Recurrence, from: string, to: string) =>
  occurrencesBetween(recurrence, at(from), at(to)).map(({ wall }) => wall);
const instants = (recurrence: Recurrence, after: string, count: number) =>
  nextOccurrences(recurrence, at(after), count).map((one) => one.at.toISOString());

describe('on the wall of the zone', () => {
  it('keeps the time of day when clocks change', () => {
    const weekly = { rule: 'FREQ=WEEKLY;BYDAY=MO', zone: 'Europe/Berlin', start: '2025-03-24T09:00' };
    expect(instants(weekly, '2025-03-20T00:00:00Z', 2)).toEqual([
      '2025-03-24T08:00:00.000Z',
      '2025-03-31T07:00:00.000Z',
    ]);
  });

  it('has a time that clocks skip at the first instant after the gap, and keeps the time afterwards', () => {
    const daily = { rule: 'FREQ=DAILY', zone: 'America/New_York', start: '2025-03-08T02:30' };
    expect(instants(daily, '2025-03-08T00:00:00Z', 3)).toEqual([
      '2025-03-08T07:30:00.000Z',
      '2025-03-09T07:00:00.000Z',
      '2025-03-10T06:30:00.000Z',
    ]);
  });

  it('has a time that clocks repeat once, the first time', () => {
    const daily = { rule: 'FREQ=DAILY', zone: 'America/New_York', start: '2025-11-01T01:30' };
    expect(instants(daily, '2025-11-01T06:00:00Z', 2)).toEqual([
      '2025-11-02T05:30:00.000Z',
      '2025-11-03T06:30:00.000Z',
    ]);
    expect(occurrencesBetween(daily, at('2025-11-02T06:00:00Z'), at('2025-11-03T00:00:00Z'))).toEqual([]);
  });

  it('goes on over a day that a zone never had', () => {
    const daily = { rule: 'FREQ=DAILY', zone: 'Pacific/Apia', start: '2011-12-29T09:00' };
    const found = nextOccurrences(daily, at('2011-12-29T00:00:00Z'), 3);
    expect(found.map(({ wall }) => wall)).toEqual(['2011-12-29T09:00', '2011-12-30T09:00', '2011-12-31T09:00']);
    expect(found.map((one) => one.at.toISOString()).slice(1)).toEqual([
      '2011-12-30T10:00:00.000Z',
      '2011-12-30T19:00:00.000Z',
    ]);
  });

  it('reads UNTIL in UTC as an instant, not as the wall', () => {
    const until = (text: string) => ({
      rule: `FREQ=DAILY;UNTIL=${text}`,
      zone: 'America/Los_Angeles',
      start: '2025-01-01T22:00',
    });
    // 22:00 on 3 January in Los Angeles is 06:00 on 4 January in UTC
    expect(walls(until('20250104T060000Z'), '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toHaveLength(3);
    expect(walls(until('20250104T055959Z'), '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toHaveLength(2);
    expect(walls(until('20250103'), '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toHaveLength(3);
  });
});

describe('months', () => {
  const monthly = (rule: string): Recurrence => ({ rule, zone: 'UTC', start: '2025-01-06T08:00' });

  it('knows the first Monday, the last Friday, day 31 and the last day', () => {
    const year = (rule: string) =>
      walls(monthly(rule), '2025-01-01T00:00:00Z', '2025-07-01T00:00:00Z').map((wall) => wall.slice(5, 10));
    expect(year('FREQ=MONTHLY;BYDAY=1MO')).toEqual(['01-06', '02-03', '03-03', '04-07', '05-05', '06-02']);
    expect(year('FREQ=MONTHLY;BYDAY=-1FR')).toEqual(['01-31', '02-28', '03-28', '04-25', '05-30', '06-27']);
    expect(year('FREQ=MONTHLY;BYMONTHDAY=31')).toEqual(['01-31', '03-31', '05-31']);
    expect(year('FREQ=MONTHLY;BYMONTHDAY=-1')).toEqual(['01-31', '02-28', '03-31', '04-30', '05-31', '06-30']);
  });

  it('has 29 February in leap years only', () => {
    const leap = { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', zone: 'UTC', start: '2024-02-29T08:00' };
    expect(nextOccurrences(leap, at('2024-01-01T00:00:00Z'), 3).map(({ wall }) => wall.slice(0, 10))).toEqual([
      '2024-02-29',
      '2028-02-29',
      '2032-02-29',
    ]);
  });

  it('counts COUNT from the start, whatever window is asked for', () => {
    const five = monthly('FREQ=MONTHLY;BYDAY=1MO;COUNT=5');
    expect(walls(five, '2025-04-01T00:00:00Z', '2030-01-01T00:00:00Z')).toEqual([
      '2025-04-07T08:00',
      '2025-05-05T08:00',
    ]);
    expect(nextOccurrences(five, at('2025-05-05T08:00:00Z'), 3)).toEqual([]);
  });
});

describe('single instances', () => {
  const weekly: Recurrence = {
    rule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=6',
    zone: 'Europe/Berlin',
    start: '2025-03-05T09:00',
    changes: [
      { original: '2025-03-12T09:00', kind: 'cancelled' },
      { original: '2025-03-19T09:00', kind: 'moved', to: '2025-04-03T14:00' },
      { original: '2025-03-20T09:00', kind: 'moved', to: '2025-03-21T09:00' },
    ],
  };

  it('leaves out what was cancelled, finds what was moved at its new time, and ignores what the rule does not know', () => {
    const found = nextOccurrences(weekly, at('2025-03-01T00:00:00Z'), 10);
    expect(found.map(({ wall }) => wall)).toEqual([
      '2025-03-05T09:00',
      '2025-03-26T09:00',
      '2025-04-02T09:00',
      '2025-04-03T14:00',
      '2025-04-09T09:00',
    ]);
    expect(found[3]).toMatchObject({ original: '2025-03-19T09:00', because: 'moved' });
    expect(walls(weekly, '2025-03-19T00:00:00Z', '2025-03-20T00:00:00Z')).toEqual([]);
  });

  it('splits “this and following” so that both halves together are the whole', () => {
    const { before, following } = splitRecurrence(weekly, '2025-03-26T09:00');
    const all = (one: Recurrence | null) => (one ? walls(one, '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z') : []);
    expect(all(before)).toEqual(['2025-03-05T09:00', '2025-04-03T14:00']);
    expect(all(following)).toEqual(['2025-03-26T09:00', '2025-04-02T09:00', '2025-04-09T09:00']);
    expect(splitRecurrence(weekly, '2025-03-05T09:00').before).toBeNull();
    expect(() => splitRecurrence(weekly, '2025-03-06T09:00')).toThrow('no instance');
  });
});

describe('closed days', () => {
  const isClosed = closedBySchedule({
    timezone: 'America/Chicago',
    alwaysOpen: false,
    week: {
      mon: [['08:00', '17:00']],
      tue: [['08:00', '17:00']],
      wed: [['08:00', '17:00']],
      thu: [['08:00', '17:00']],
      fri: [['08:00', '17:00']],
    },
    holidays: [
      { date: '2025-09-01', name: 'Labor Day' },
      { date: '2000-12-25', name: 'Christmas', recurring: true },
    ],
    exceptions: [{ date: '2025-12-25', intervals: [['10:00', '12:00']] }],
  });

  it('knows weekends, holidays, holidays of every year, and own hours of a date before all', () => {
    expect(['2025-09-01', '2025-08-30', '2026-12-25', '2025-12-25', '2025-09-02'].map(isClosed)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  const firstMonday: Recurrence = {
    rule: 'FREQ=MONTHLY;BYDAY=1MO',
    zone: 'America/Chicago',
    start: '2025-08-04T08:00',
  };
  const next = (on: 'skip' | 'next_open_day', recurrence = firstMonday, count = 3) =>
    nextOccurrences(recurrence, at('2025-08-10T00:00:00Z'), count, { closed: { isClosed, on } });

  it('skips them, or shifts to the next open day under the same key', () => {
    expect(next('skip').map(({ wall }) => wall.slice(0, 10))).toEqual(['2025-10-06', '2025-11-03', '2025-12-01']);
    expect(next('next_open_day')[0]).toMatchObject({
      original: '2025-09-01T08:00',
      wall: '2025-09-02T08:00',
      because: 'closed_day',
    });
  });

  it('drops what a shift would put beside another one of the series', () => {
    const daily = { ...firstMonday, rule: 'FREQ=DAILY', start: '2025-08-08T08:00' };
    expect(next('next_open_day', daily, 4).map(({ wall }) => wall.slice(0, 10))).toEqual([
      '2025-08-11',
      '2025-08-12',
      '2025-08-13',
      '2025-08-14',
    ]);
  });

  it('finds a shifted instance in the window of its new day', () => {
    expect(
      occurrencesBetween(firstMonday, at('2025-09-02T05:00:00Z'), at('2025-09-03T05:00:00Z'), {
        closed: { isClosed, on: 'next_open_day' },
      }),
    ).toHaveLength(1);
  });
});

it.each([
  ['FREQ=SECONDLY', 'at most once a day'],
  ['FREQ=MINUTELY;INTERVAL=5', 'at most once a day'],
  ['FREQ=HOURLY', 'at most once a day'],
  ['FREQ=DAILY;BYSECOND=1,2,3', 'time of day'],
  ['FREQ=DAILY;BYHOUR=0,1,2,3', 'time of day'],
  ['FREQ=DAILY;INTERVAL=0', 'INTERVAL is a whole number'],
  ['FREQ=DAILY;COUNT=1000000', 'COUNT is a whole number'],
  ['FREQ=DAILY;COUNT=3;UNTIL=20300101', 'not both'],
  ['FREQ=DAILY;UNTIL=yesterday', 'Write UNTIL'],
  ['FREQ=DAILY;UNTIL=20251399', 'is not a time'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'never falls on any day'],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9', 'never falls on any day'],
  ['FREQ=WEEKLY;BYDAY=2MO', 'second Monday'],
  ['FREQ=WEEKLY;BYDAY=XX', 'does not fit'],
  ['FREQ=DAILY;FREQ=DAILY', 'stands twice'],
  ['FREQ=DAILY;X-EVIL=1', 'not part of a rule'],
  ['FREQ=DAILY;RSCALE=HEBREW', 'not part of a rule'],
  ['BYDAY=MO', 'Say how often'],
  ['', 'not part of a rule'],
  [`FREQ=DAILY;BYMONTH=${'1,'.repeat(400)}1`, 'at most 500 characters'],
])('refuses %s with a sentence', (rule, words) => {
  expect(recurrenceProblem({ rule, zone: 'UTC', start: '2025-01-01T09:00' })).toContain(words);
});

it('refuses an unknown zone and a start that is none', () => {
  expect(recurrenceProblem({ rule: 'FREQ=DAILY', zone: 'Mars/Base', start: '2025-01-01T09:00' })).toContain(
    'not a time zone',
  );
  expect(recurrenceProblem({ rule: 'FREQ=DAILY', zone: 'UTC', start: '2025-02-30T09:00' })).toContain('not a start');
  expect(recurrenceProblem({ rule: 'FREQ=DAILY', zone: 'UTC', start: '2025-02-28T09:00' })).toBeNull();
});
