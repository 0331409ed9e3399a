import { faultsOf, fieldTime, instantOf, intervalOf, nextInterval, startingHours, withDay } from './calendar-draft';

it('shows hours beyond midnight as the next day’s clock and writes a whole day as 24:00', () => {
  expect(fieldTime('30:00')).toBe('06:00');
  expect(fieldTime('24:00')).toBe('00:00');
  expect(intervalOf('00:00', '00:00')).toEqual(['00:00', '24:00']);
  expect(intervalOf('22:00', '06:00')).toEqual(['22:00', '06:00']);
});

it('offers hours that do not overlap the ones there are', () => {
  const hours = startingHours('UTC');
  for (const first of [
    ['08:00', '12:00'],
    ['09:00', '11:30'],
    ['08:00', '17:00'],
    ['18:00', '23:00'],
  ] as [string, string][]) {
    expect(faultsOf(withDay(hours, 'mon', [first, nextInterval([first])]))).toEqual({});
  }
});

it('closes a day without hours, and names what cannot be used', () => {
  const closed = withDay(startingHours('UTC'), 'mon', []);
  expect(closed.week.mon).toBeUndefined();
  const clash = withDay(closed, 'tue', [
    ['08:00', '12:00'],
    ['11:00', '15:00'],
  ]);
  expect(Object.keys(faultsOf(clash))).toEqual(['week.tue.1']);
});

it('reads an instant in the calendar’s zone', () => {
  expect(instantOf('2026-03-10T09:00', 'America/Chicago')?.toISOString()).toBe('2026-03-10T14:00:00.000Z');
  expect(instantOf('', 'UTC')).toBeNull();
});
