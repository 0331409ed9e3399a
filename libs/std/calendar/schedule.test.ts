import { clockMinutes, minuteInterval, validateSchedule, type BusinessSchedule } from './schedule';

const sound: BusinessSchedule = {
  timezone: 'Europe/Berlin',
  alwaysOpen: false,
  week: {
    mon: [
      ['09:00', '12:00'],
      ['12:00', '17:00'],
    ],
    fri: [['22:00', '06:00']],
  },
  holidays: [{ date: '2025-12-25', name: 'Christmas', recurring: true }],
  exceptions: [{ date: '2025-12-24', intervals: [['09:00', '12:00']] }],
};
const paths = (more: Partial<BusinessSchedule>) => validateSchedule({ ...sound, ...more }).map(({ path }) => path);

describe('clock texts', () => {
  it.each([
    ['09:00', 540],
    ['00:00', 0],
    ['24:00', 1440],
    ['48:00', 2880],
    ['08:00:00', 480],
  ])('%s is minute %i', (text, minutes) => expect(clockMinutes(text)).toBe(minutes));

  it.each(['9:00', '09:60', '48:01', '09:00:30', '', 'noon', '09:00Z'])('%p is none', (text) => {
    expect(clockMinutes(text)).toBeNull();
  });

  it('lets an interval pass midnight in both ways of writing', () => {
    expect(minuteInterval(['22:00', '06:00'])).toEqual({ open: 1320, close: 1800 });
    expect(minuteInterval(['22:00', '30:00'])).toEqual({ open: 1320, close: 1800 });
    expect(minuteInterval(['18:00', '00:00'])).toEqual({ open: 1080, close: 1440 });
    expect(minuteInterval(['00:00', '24:00'])).toEqual({ open: 0, close: 1440 });
  });
});

describe('validateSchedule', () => {
  it('finds nothing wrong with a sound one', () => expect(validateSchedule(sound)).toEqual([]));

  it('names the place of each mistake', () => {
    expect(paths({ timezone: 'Mars/Olympus' })).toEqual(['timezone']);
    expect(
      paths({
        week: {
          tue: [
            ['09:00', '17:00'],
            ['9', '10'],
          ],
        },
      }),
    ).toEqual(['week.tue.1']);
    expect(paths({ holidays: [{ date: '2025-02-30', name: 'Never' }] })).toEqual(['holidays.0.date']);
    expect(paths({ exceptions: [{ date: 'soon', intervals: [['25:00', '26:00']] }] })).toEqual([
      'exceptions.0.date',
      'exceptions.0.intervals.0',
    ]);
  });

  it('refuses a weekday that is none', () => {
    const week = JSON.parse('{"monday":[["09:00","17:00"]]}') as BusinessSchedule['week'];
    expect(validateSchedule({ ...sound, week })).toEqual([
      { path: 'week.monday', message: '"monday" is not a weekday. Use mon, tue, wed, thu, fri, sat, sun.' },
    ]);
  });

  it('refuses empty, endless and overlapping hours, and two sets for one date', () => {
    expect(paths({ week: { mon: [['09:00', '09:00']] } })).toEqual(['week.mon.0']);
    expect(paths({ week: { mon: [['09:00', '40:00']] } })).toEqual(['week.mon.0']);
    expect(
      paths({
        week: {
          mon: [
            ['10:00', '12:00'],
            ['09:00', '10:30'],
          ],
        },
      }),
    ).toEqual(['week.mon.0']);
    expect(
      paths({
        exceptions: [
          { date: '2025-01-01', intervals: [] },
          { date: '2025-01-01', intervals: [['09:00', '10:00']] },
        ],
      }),
    ).toEqual(['exceptions.1.date']);
  });
});
