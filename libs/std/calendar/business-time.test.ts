import { deadline, elapsed, endOfBusinessDay, isOpen } from './business-time';
import { compileCalendar } from './compile-calendar';
import type { BusinessSchedule } from './schedule';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const desk = (changes: Partial<BusinessSchedule> = {}): BusinessSchedule => ({
  timezone: 'UTC',
  alwaysOpen: false,
  week: Object.fromEntries(weekdays.map((day) => [day, [['09:00', '17:00']]])),
  holidays: [],
  ...changes,
});
const at = (text: string) => new Date(`${text}Z`);
const hour = 3_600_000;

describe('a plain schedule', () => {
  it('answers by itself: open, elapsed, deadline', () => {
    expect(isOpen(desk(), at('2024-01-08T09:00:00'))).toBe(true);
    expect(isOpen(desk(), at('2024-01-08T17:00:00'))).toBe(false);
    expect(elapsed(desk(), at('2024-01-08T16:59:30'), at('2024-01-09T09:00:45'))).toBe(75_000);
    expect(deadline(desk(), at('2024-01-08T09:00:00'), 8 * hour)).toEqual(at('2024-01-08T17:00:00'));
    expect(deadline(desk({ week: {} }), at('2024-01-08T09:00:00'), 1)).toBeNull();
  });

  it('refuses to count by what cannot be counted by', () => {
    expect(() => elapsed(desk({ timezone: 'Mars/Olympus' }), new Date(), new Date())).toThrow('calendar');
    expect(() => deadline(desk(), new Date(), -1)).toThrow(RangeError);
  });
});

describe('the end of the next business day', () => {
  it('is the closing of the first day after the local one on which the desk opens', () => {
    expect(endOfBusinessDay(desk(), at('2024-01-08T10:00:00'), 1)).toEqual(at('2024-01-09T17:00:00'));
    expect(endOfBusinessDay(desk(), at('2024-01-12T10:00:00'), 1)).toEqual(at('2024-01-15T17:00:00'));
    expect(endOfBusinessDay(desk(), at('2024-01-13T10:00:00'), 1)).toEqual(at('2024-01-15T17:00:00'));
    expect(endOfBusinessDay(desk(), at('2024-01-11T10:00:00'), 2)).toEqual(at('2024-01-15T17:00:00'));
  });

  it('leaves holidays out and keeps to dated hours', () => {
    const changed = desk({
      holidays: [{ date: '2024-01-09', name: 'Off' }],
      exceptions: [{ date: '2024-01-10', intervals: [['09:00', '12:00']] }],
    });
    expect(endOfBusinessDay(changed, at('2024-01-08T10:00:00'), 1)).toEqual(at('2024-01-10T12:00:00'));
  });

  it('reads the day off the desk’s own wall, passes midnight with a night shift, and knows when there is none', () => {
    const newYork = desk({ timezone: 'America/New_York' });
    // 02:00Z on Tuesday is still Monday evening in New York.
    expect(endOfBusinessDay(newYork, at('2024-01-09T02:00:00'), 1)).toEqual(at('2024-01-09T22:00:00'));
    const night = desk({ week: { tue: [['22:00', '06:00']] } });
    expect(endOfBusinessDay(night, at('2024-01-08T10:00:00'), 1)).toEqual(at('2024-01-10T06:00:00'));
    expect(endOfBusinessDay(desk({ alwaysOpen: true }), at('2024-01-08T10:00:00'), 1)).toEqual(
      at('2024-01-10T00:00:00'),
    );
    expect(endOfBusinessDay(desk({ week: {} }), at('2024-01-08T10:00:00'), 1)).toBeNull();
  });

  it('skips a date that the zone skipped, and closes after a repeated hour', () => {
    const apia = desk({ timezone: 'Pacific/Apia' });
    // Thursday 29 December 2011 there; the 30th does not exist, the 31st is a Saturday.
    expect(endOfBusinessDay(apia, at('2011-12-29T20:00:00'), 1)).toEqual(at('2012-01-02T03:00:00'));
    const sunday = desk({ timezone: 'America/New_York', week: { sun: [['00:00', '01:30']] } });
    expect(endOfBusinessDay(sunday, at('2024-11-02T12:00:00'), 1)).toEqual(at('2024-11-03T06:30:00'));
  });
});

describe('a night shift and a holiday', () => {
  const night = { week: { mon: [['22:00', '06:00']], tue: [['22:00', '06:00']] } } satisfies Partial<BusinessSchedule>;
  const holidays = [{ date: '2024-01-09', name: 'Off' }];
  const [monday, thursday] = [at('2024-01-08T00:00:00'), at('2024-01-11T00:00:00')];
  const spans = (schedule: BusinessSchedule) =>
    compileCalendar(schedule)
      .segments(monday, thursday)
      .map(({ openAt, closeAt }) => `${openAt.toISOString().slice(8, 16)} ${closeAt.toISOString().slice(8, 16)}`);

  it('loses the shift that begins on it', () => {
    expect(spans(desk({ ...night, holidays }))).toEqual(['08T22:00 09T06:00']);
  });

  it('or, by choice, what lies between its midnights', () => {
    expect(spans(desk({ ...night, holidays, nightShift: 'calendar_day' }))).toEqual([
      '08T22:00 09T00:00',
      '10T00:00 10T06:00',
    ]);
  });

  it('keeps the hours of a dated exception either way', () => {
    const exceptions: BusinessSchedule['exceptions'] = [{ date: '2024-01-09', intervals: [['10:00', '12:00']] }];
    expect(spans(desk({ ...night, holidays, exceptions, nightShift: 'calendar_day' }))).toEqual([
      '08T22:00 09T06:00',
      '09T10:00 09T12:00',
    ]);
  });
});
