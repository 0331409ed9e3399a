import fc from 'fast-check';
import { isOpen, type BusinessSchedule } from '@kelp/std';
import { isAfterHoursAt } from '../domain/choose-rate';
import { hoursOfWork } from './hours-of-work';

const clock = fc.integer({ min: 0, max: 1439 });
const asClock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A day with up to two stretches of business hours; the second may run over midnight. */
const schedule = fc
  .record({
    marks: fc.uniqueArray(clock, { minLength: 4, maxLength: 4 }),
    zone: fc.constantFrom('UTC', 'Europe/Berlin'),
  })
  .map(({ marks, zone }): BusinessSchedule => {
    const [a = 0, b = 0, c = 0, d = 0] = [...marks].sort((x, y) => x - y);
    const day: [string, string][] = [
      [asClock(a), asClock(b)],
      [asClock(c), asClock(d)],
    ];
    const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name) => [name, day]));
    return { timezone: zone, alwaysOpen: false, week, holidays: [], exceptions: [] } as BusinessSchedule;
  });

it('tells of every minute whether it begins outside business hours', () => {
  // Around the night in which the clocks go back.
  const start = fc.integer({ min: 0, max: 3 * 86_400 }).map((s) => new Date(Date.UTC(2026, 9, 24) + s * 1000));
  fc.assert(
    fc.property(schedule, start, fc.integer({ min: 1, max: 1440 }), (hours, startedAt, minutes) => {
      const found = hoursOfWork(hours, startedAt, minutes);
      const work = { ...found, minutes } as never;
      for (let at = 0; at < minutes; at += 1) {
        const begins = new Date(startedAt.getTime() + at * 60_000);
        if (isAfterHoursAt(work, at) === isOpen(hours, begins)) throw new Error(`Minute ${at} is on the wrong side.`);
      }
    }),
    { numRuns: 200 },
  );
  expect(hoursOfWork(null, new Date(), 60)).toEqual({ isAfterHours: false });
});
