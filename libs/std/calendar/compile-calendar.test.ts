import { calendarEpoch } from './open-time-line';
import { compileCalendar } from './compile-calendar';
import type { BusinessSchedule, ClockInterval } from './schedule';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const at = (text: string) => new Date(text);
const everyDay = (...intervals: ClockInterval[]): BusinessSchedule['week'] => ({
  mon: intervals,
  tue: intervals,
  wed: intervals,
  thu: intervals,
  fri: intervals,
  sat: intervals,
  sun: intervals,
});
const workDays = (...intervals: ClockInterval[]): BusinessSchedule['week'] => ({
  mon: intervals,
  tue: intervals,
  wed: intervals,
  thu: intervals,
  fri: intervals,
});

function desk(more: Partial<BusinessSchedule> = {}): BusinessSchedule {
  return { timezone: 'UTC', alwaysOpen: false, week: workDays(['09:00', '17:00']), holidays: [], ...more };
}

/** Elapsed minutes over one local-date window given as UTC instants. */
const minutes = (schedule: BusinessSchedule, from: string, to: string) =>
  compileCalendar(schedule).elapsed(at(from), at(to)) / minute;
const due = (schedule: BusinessSchedule, from: string, targetMinutes: number) =>
  compileCalendar(schedule)
    .deadline(at(from), targetMinutes * minute)
    ?.toISOString() ?? null;

describe('C1: open is what the wall clock reads', () => {
  const sundayDesk = desk({ timezone: 'America/New_York', week: { sun: [['00:00', '06:00']] } });

  it('has 5 real hours when an hour is skipped and 7 when one is repeated', () => {
    expect(minutes(sundayDesk, '2024-03-10T00:00:00Z', '2024-03-11T12:00:00Z')).toBe(5 * 60);
    expect(minutes(sundayDesk, '2024-11-03T00:00:00Z', '2024-11-04T12:00:00Z')).toBe(7 * 60);
    expect(minutes(sundayDesk, '2024-11-10T00:00:00Z', '2024-11-11T12:00:00Z')).toBe(6 * 60);
  });

  it('has 23.5 hours on the day Lord Howe goes forward', () => {
    const aroundTheClock = desk({ timezone: 'Australia/Lord_Howe', week: { sun: [['00:00', '24:00']] } });
    expect(minutes(aroundTheClock, '2024-10-04T00:00:00Z', '2024-10-09T00:00:00Z')).toBe(23.5 * 60);
  });

  it('keeps a 9 to 17 day at 480 minutes through clock changes', () => {
    const berlin = desk({ timezone: 'Europe/Berlin', week: everyDay(['09:00', '17:00']) });
    expect(minutes(berlin, '2024-03-30T23:00:00Z', '2024-03-31T22:00:00Z')).toBe(480);
    expect(minutes(berlin, '2024-10-26T22:00:00Z', '2024-10-27T23:00:00Z')).toBe(480);
  });

  it('opens at the opening instant and is closed at the closing one', () => {
    const calendar = compileCalendar(desk());
    expect(calendar.isOpen(at('2025-01-06T08:59:59.999Z'))).toBe(false);
    expect(calendar.isOpen(at('2025-01-06T09:00:00.000Z'))).toBe(true);
    expect(calendar.isOpen(at('2025-01-06T16:59:59.999Z'))).toBe(true);
    expect(calendar.isOpen(at('2025-01-06T17:00:00.000Z'))).toBe(false);
  });

  it('never opens in wall time that does not exist, and opens twice in the repeated hour', () => {
    const nightHour = desk({ timezone: 'America/New_York', week: { sun: [['01:30', '02:30']] } });
    const segments = (from: string, to: string) =>
      compileCalendar(nightHour)
        .segments(at(from), at(to))
        .map(({ openAt, closeAt }) => [openAt.toISOString(), closeAt.toISOString()]);
    expect(segments('2024-03-10T00:00:00Z', '2024-03-11T00:00:00Z')).toEqual([
      ['2024-03-10T06:30:00.000Z', '2024-03-10T07:00:00.000Z'],
    ]);
    expect(segments('2024-11-03T00:00:00Z', '2024-11-04T00:00:00Z')).toEqual([
      ['2024-11-03T05:30:00.000Z', '2024-11-03T06:00:00.000Z'],
      ['2024-11-03T06:30:00.000Z', '2024-11-03T07:30:00.000Z'],
    ]);
  });

  it('has no 30 December 2011 in Apia', () => {
    const apia = desk({ timezone: 'Pacific/Apia', week: everyDay(['09:00', '17:00']) });
    expect(minutes(apia, '2011-12-29T10:00:00Z', '2012-01-01T10:00:00Z')).toBe(3 * 480);
    expect(due(apia, '2011-12-30T02:00:00Z', 120)).toBe('2011-12-30T20:00:00.000Z');
  });
});

describe('C2: elapsed is exact', () => {
  it('counts 75 seconds from 16:59:30 to 09:00:45 of the next day', () => {
    const calendar = compileCalendar(desk());
    expect(calendar.elapsed(at('2025-01-06T16:59:30Z'), at('2025-01-07T09:00:45Z'))).toBe(75 * second);
    expect(calendar.elapsed(at('2025-01-07T09:00:45Z'), at('2025-01-06T16:59:30Z'))).toBe(-75 * second);
  });

  it('reads clock texts as databases write them', () => {
    const stored = desk({ week: workDays(['09:00:00', '17:00:00']) });
    expect(minutes(stored, '2025-01-06T00:00:00Z', '2025-01-07T00:00:00Z')).toBe(480);
  });
});

describe('C3: the deadline is the instant that uses up the target', () => {
  it('is the closing instant when the day is used up', () => {
    expect(due(desk(), '2025-01-06T09:00:00Z', 480)).toBe('2025-01-06T17:00:00.000Z');
    expect(due(desk(), '2025-01-06T09:00:00Z', 481)).toBe('2025-01-07T09:01:00.000Z');
  });

  it('waits for the opening when it starts closed', () => {
    expect(due(desk(), '2025-01-04T12:00:00Z', 60)).toBe('2025-01-06T10:00:00.000Z');
  });

  it('is the start for a target of nothing, and a whole millisecond for a fraction', () => {
    const calendar = compileCalendar(desk());
    const start = at('2025-01-04T12:00:00Z');
    expect(calendar.deadline(start, 0)).toEqual(start);
    expect(calendar.deadline(start, 0.25)).toEqual(at('2025-01-06T09:00:00.001Z'));
    expect(() => calendar.deadline(start, -1)).toThrow(RangeError);
    expect(() => calendar.deadline(start, NaN)).toThrow(RangeError);
  });
});

describe('C4: a holiday is a local date', () => {
  const newYork = desk({
    timezone: 'America/New_York',
    holidays: [{ date: '2024-07-04', name: 'Independence Day' }],
  });

  it('gives 5 July 10:00 local for 60 minutes from 02:00Z on the fourth', () => {
    expect(due(newYork, '2024-07-04T02:00:00Z', 60)).toBe('2024-07-05T14:00:00.000Z');
  });

  it('still works on the third in New York when UTC has the fourth', () => {
    const evening = desk({ ...newYork, week: everyDay(['18:00', '23:00']) });
    expect(due(evening, '2024-07-04T02:00:00Z', 30)).toBe('2024-07-04T02:30:00.000Z');
  });

  it('returns each year when recurring', () => {
    const yearly = desk({ holidays: [{ date: '2020-12-25', name: 'Christmas', recurring: true }] });
    expect(minutes(yearly, '2025-12-25T00:00:00Z', '2025-12-26T00:00:00Z')).toBe(0);
    expect(minutes(yearly, '2026-12-25T00:00:00Z', '2026-12-26T00:00:00Z')).toBe(0);
    const single = desk({ holidays: [{ date: '2025-12-25', name: 'Christmas' }] });
    expect(minutes(single, '2026-12-25T00:00:00Z', '2026-12-26T00:00:00Z')).toBe(480);
  });
});

describe('C5: no horizon', () => {
  it('finds targets years away', () => {
    const oneHourAWeek = desk({ week: { mon: [['09:00', '10:00']] } });
    expect(due(oneHourAWeek, '2025-01-06T09:00:00Z', 60 * 261)).toBe('2029-12-31T10:00:00.000Z');
  });

  it('passes a shutdown of four weeks', () => {
    const shutdown = Array.from({ length: 28 }, (_, day) => ({
      date: `2025-08-${String(day + 1).padStart(2, '0')}`,
      name: 'Summer break',
    }));
    expect(due(desk({ holidays: shutdown }), '2025-07-31T16:00:00Z', 120)).toBe('2025-08-29T10:00:00.000Z');
  });

  it('has no deadline when it never opens, and says so', () => {
    const never = compileCalendar(desk({ week: {} }));
    expect(never.neverOpens).toBe(true);
    expect(never.deadline(at('2025-01-06T09:00:00Z'), 1)).toBeNull();
    expect(never.inverse(0)).toBeNull();
    expect(never.elapsed(at('2000-01-01T00:00:00Z'), at('2050-01-01T00:00:00Z'))).toBe(0);
    expect(never.isOpen(at('2025-01-06T09:00:00Z'))).toBe(false);
    expect(compileCalendar(desk()).neverOpens).toBe(false);
  });

  it('sees that holidays on every day of the year leave nothing', () => {
    const holidays = Array.from({ length: 366 }, (_, day) => ({
      date: new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
      name: 'Closed',
      recurring: true,
    }));
    const calendar = compileCalendar(desk({ holidays }));
    expect(calendar.neverOpens).toBe(true);
    expect(calendar.deadline(at('2025-01-06T09:00:00Z'), 1)).toBeNull();
    const leapDaysOnly = desk({
      week: everyDay(['09:00', '17:00']),
      holidays: holidays.filter(({ date }) => date !== '2024-02-29'),
    });
    expect(due(leapDaysOnly, '2024-03-01T00:00:00Z', 480 + 1)).toBe('2032-02-29T09:01:00.000Z');
  });

  it('ends with its last exception when no weekday opens', () => {
    const twoDays = desk({
      week: {},
      exceptions: [
        { date: '2025-03-01', intervals: [['10:00', '12:00']] },
        { date: '2031-03-01', intervals: [['10:00', '11:00']] },
      ],
    });
    expect(compileCalendar(twoDays).neverOpens).toBe(false);
    expect(due(twoDays, '2025-01-01T00:00:00Z', 121)).toBe('2031-03-01T10:01:00.000Z');
    expect(due(twoDays, '2025-01-01T00:00:00Z', 180)).toBe('2031-03-01T11:00:00.000Z');
    expect(due(twoDays, '2025-01-01T00:00:00Z', 181)).toBeNull();
  });
});

describe('C6: zones', () => {
  it('treats links as their targets and Etc/GMT+5 as five hours behind', () => {
    const dueIn = (timezone: string) => due(desk({ timezone }), '2024-07-02T00:00:00Z', 60);
    expect(dueIn('US/Eastern')).toBe(dueIn('America/New_York'));
    expect(dueIn('Etc/GMT+5')).toBe('2024-07-02T15:00:00.000Z');
  });

  it('refuses an unknown one with its field', () => {
    expect(() => compileCalendar(desk({ timezone: 'Europe/Nowhere' }))).toThrow(
      expect.objectContaining({ id: 'invalid', fields: { timezone: expect.stringContaining('Europe/Nowhere') } }),
    );
  });
});

describe('C7: a night shift belongs to the day it opens on', () => {
  const nights = (more: Partial<BusinessSchedule> = {}) => desk({ week: everyDay(['22:00', '06:00']), ...more });

  it('runs through midnight', () => {
    expect(due(nights(), '2025-01-06T23:00:00Z', 120)).toBe('2025-01-07T01:00:00.000Z');
    expect(minutes(nights(), '2025-01-06T12:00:00Z', '2025-01-07T12:00:00Z')).toBe(480);
    expect(minutes(desk({ week: everyDay(['22:00', '30:00']) }), '2025-01-06T12:00:00Z', '2025-01-07T12:00:00Z')).toBe(
      480,
    );
  });

  it('loses all of the shift to a holiday on its first day, and none to one on its second', () => {
    const holidays = [{ date: '2025-01-07', name: 'Day off' }];
    expect(minutes(nights({ holidays }), '2025-01-07T12:00:00Z', '2025-01-08T12:00:00Z')).toBe(0);
    expect(minutes(nights({ holidays }), '2025-01-06T12:00:00Z', '2025-01-07T12:00:00Z')).toBe(480);
  });

  it('keeps a long shift whole over the turn of the UTC year', () => {
    const longShifts = desk({ timezone: 'Etc/GMT+12', week: everyDay(['23:00', '46:00']) });
    expect(minutes(longShifts, '2025-12-30T12:00:00Z', '2026-01-02T12:00:00Z')).toBe(3 * 23 * 60);
  });

  it('counts hours that overlap with the next day once', () => {
    const overlapping = desk({ week: { mon: [['22:00', '10:00']], tue: [['08:00', '12:00']] } });
    expect(minutes(overlapping, '2025-01-06T00:00:00Z', '2025-01-08T00:00:00Z')).toBe(14 * 60);
  });
});

describe('exceptions', () => {
  it('replace the hours of their date, also of a holiday', () => {
    const december = desk({
      holidays: [{ date: '2025-12-24', name: 'Christmas Eve' }],
      exceptions: [
        { date: '2025-12-24', intervals: [['09:00', '12:00']] },
        { date: '2025-12-27', intervals: [['10:00', '14:00']] },
        { date: '2025-12-29', intervals: [] },
      ],
    });
    expect(minutes(december, '2025-12-24T00:00:00Z', '2025-12-25T00:00:00Z')).toBe(180);
    expect(minutes(december, '2025-12-27T00:00:00Z', '2025-12-28T00:00:00Z')).toBe(240);
    expect(minutes(december, '2025-12-29T00:00:00Z', '2025-12-30T00:00:00Z')).toBe(0);
  });

  it('allow breaks by several intervals', () => {
    const withLunch = desk({ week: workDays(['13:00', '17:00'], ['08:00', '12:00']) });
    expect(due(withLunch, '2025-01-06T11:30:00Z', 60)).toBe('2025-01-06T13:30:00.000Z');
  });
});

describe('a calendar that is always open', () => {
  it('counts plain time and knows no holiday', () => {
    const schedule = desk({ alwaysOpen: true, holidays: [{ date: '2025-01-06', name: 'Epiphany' }] });
    expect(due(schedule, '2025-01-06T10:00:00Z', 60)).toBe('2025-01-06T11:00:00.000Z');
    expect(compileCalendar(schedule).isOpen(at('2025-01-06T03:00:00Z'))).toBe(true);
    expect(compileCalendar(schedule).cumulative(calendarEpoch)).toBe(0);
    const [from, to] = [at('2025-01-06T03:00:00Z'), at('2025-01-07T03:00:00Z')];
    expect(compileCalendar(schedule).segments(from, to)).toEqual([{ openAt: from, closeAt: to }]);
  });
});

describe('C10 and S3: a clock is numbers on the line', () => {
  it('is due Monday 13:00 when paused from Friday 16:00 to Monday 10:00', () => {
    const calendar = compileCalendar(desk());
    const start = calendar.cumulative(at('2025-01-10T15:00:00Z'));
    const paused = calendar.elapsed(at('2025-01-10T16:00:00Z'), at('2025-01-13T10:00:00Z'));
    expect(paused).toBe(2 * hour);
    expect(calendar.inverse(start + paused + 240 * minute)).toEqual(at('2025-01-13T13:00:00Z'));
  });

  it('costs nothing to pause outside hours', () => {
    const calendar = compileCalendar(desk());
    expect(calendar.elapsed(at('2025-01-10T18:00:00Z'), at('2025-01-13T08:00:00Z'))).toBe(0);
  });

  it('S4: three pauses of 45 s move the due by 135 s', () => {
    const calendar = compileCalendar(desk());
    const pauses = ['10:00:00', '10:10:00', '10:20:00'].map((time) => {
      const from = at(`2025-01-06T${time}Z`);
      return calendar.elapsed(from, new Date(from.getTime() + 45 * second));
    });
    const paused = pauses.reduce((total, pause) => total + pause, 0);
    const start = calendar.cumulative(at('2025-01-06T09:00:00Z'));
    expect(calendar.inverse(start + paused + 120 * minute)).toEqual(at('2025-01-06T11:02:15Z'));
  });

  it('T1: 75 % of 15 minutes is 11 min 15 s', () => {
    const calendar = compileCalendar(desk());
    expect(calendar.deadline(at('2025-01-06T09:00:00Z'), 0.75 * 15 * minute)).toEqual(at('2025-01-06T09:11:15Z'));
  });

  it('gives the same numbers whatever was asked before', () => {
    const [early, late] = [at('2019-06-03T12:00:00Z'), at('2031-06-03T12:00:00Z')];
    const [calendar, other] = [compileCalendar(desk()), compileCalendar(desk())];
    const forwards = [calendar.cumulative(early), calendar.cumulative(late)];
    const backwards = [other.cumulative(late), other.cumulative(early)].reverse();
    expect(forwards).toEqual(backwards);
    expect(forwards[0]).toBeLessThan(0);
    expect(calendar.cumulative(at('2024-01-01T00:00:00Z'))).toBe(0);
    expect(calendar.cumulative(at('2024-01-02T00:00:00Z'))).toBe(8 * hour);
    expect(calendar.cumulative(at('2023-12-29T00:00:00Z'))).toBe(-8 * hour);
  });

  it('gives the last closing for the sum at the epoch and at other turns of the year', () => {
    const calendar = compileCalendar(desk());
    const closingBefore = (text: string) => calendar.inverse(calendar.cumulative(at(text)))?.toISOString();
    expect(closingBefore('2022-01-01T00:00:00Z')).toBe('2021-12-31T17:00:00.000Z');
    expect(closingBefore('2023-01-01T00:00:00Z')).toBe('2022-12-30T17:00:00.000Z');
    expect(closingBefore('2026-01-01T00:00:00Z')).toBe('2025-12-31T17:00:00.000Z');
    expect(calendar.inverse(0)).toEqual(at('2023-12-29T17:00:00Z'));
    expect(calendar.inverse(1)).toEqual(at('2024-01-01T09:00:00.001Z'));
  });
});

describe('segments', () => {
  it('are cut to the window and joined over midnight and new year', () => {
    const open = compileCalendar(desk({ week: everyDay(['00:00', '24:00']) }));
    const [from, to] = [at('2023-12-30T12:00:00Z'), at('2024-01-02T12:00:00Z')];
    expect(open.segments(from, to)).toEqual([{ openAt: from, closeAt: to }]);
    expect(open.segments(to, from)).toEqual([]);
  });
});

it('C9: takes microseconds once warm', () => {
  const calendar = compileCalendar(desk({ timezone: 'America/New_York' }));
  const start = Date.UTC(2025, 0, 1);
  calendar.deadline(new Date(start), 3000 * hour);
  const began = process.hrtime.bigint();
  for (let index = 0; index < 20_000; index += 1) calendar.deadline(new Date(start + index * 977_000), 40 * hour);
  const microsecondsEach = Number(process.hrtime.bigint() - began) / 1000 / 20_000;
  // About 1 µs on a free core; the bound only has to tell a binary search from a walk (5,900 µs).
  expect(microsecondsEach).toBeLessThan(100);
});
