import fc from 'fast-check';
import { addDays, localDate, millisecondsPerDay } from '@kelp/std';
import { capacityOn, endOfForgotten, endOfWork, spanOfWork, usualSchedule, type WorkSchedule } from './work-schedule';

const zone = 'America/Chicago';
const late: WorkSchedule = [
  null,
  ...Array.from({ length: 6 }, () => ({ startMinute: 600, endMinute: 1080, breakMinutes: 30 })),
];

it('works Monday to Friday from eight to five when nothing is set', () => {
  expect(spanOfWork(usualSchedule, '2026-03-10', zone)).toEqual({
    startAt: new Date('2026-03-10T13:00:00Z'),
    endAt: new Date('2026-03-10T22:00:00Z'),
  });
  expect(capacityOn(usualSchedule, '2026-03-10')).toBe(480);
  expect(capacityOn(usualSchedule, '2026-03-14')).toBe(0);
  expect(spanOfWork(usualSchedule, '2026-03-14', zone)).toBeNull();
  // a day off still ends when a usual one would
  expect(endOfWork(usualSchedule, '2026-03-14', zone)).toEqual(new Date('2026-03-14T22:00:00Z'));
});

it('follows the person’s own hours, also on the day the clocks change', () => {
  expect(capacityOn(late, '2026-03-09')).toBe(0);
  expect(capacityOn(late, '2026-03-10')).toBe(450);
  expect(endOfWork(late, '2026-03-08', zone)).toEqual(new Date('2026-03-08T23:00:00Z'));
  const midnight: WorkSchedule = Array.from({ length: 7 }, () => ({
    startMinute: 150,
    endMinute: 1440,
    breakMinutes: 0,
  }));
  // 2:30 does not exist that night
  expect(spanOfWork(midnight, '2026-03-08', zone)).toEqual({
    startAt: new Date('2026-03-08T08:30:00Z'),
    endAt: new Date('2026-03-09T05:00:00Z'),
  });
});

it('closes what was left running at the end of its day, at its own start when that was later, and not on the day itself', () => {
  const began = new Date('2026-03-10T15:00:00Z');
  expect(endOfForgotten(began, new Date('2026-03-11T04:59:00Z'), usualSchedule, zone)).toBeNull();
  expect(endOfForgotten(began, new Date('2026-03-11T05:00:00Z'), usualSchedule, zone)).toEqual(
    new Date('2026-03-10T22:00:00Z'),
  );
  const evening = new Date('2026-03-11T01:30:00Z');
  expect(endOfForgotten(evening, new Date('2026-03-12T14:00:00Z'), usualSchedule, zone)).toEqual(evening);
});

it('never ends before it began, and always on or before the next midnight', () => {
  const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) }).map((at) => new Date(at));
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 9 }), (began, days) => {
      const end = endOfForgotten(began, new Date(began.getTime() + days * millisecondsPerDay), usualSchedule, zone);
      expect(end && end >= began).toBe(true);
      const date = localDate(began, zone);
      expect([date, addDays(date, 1)]).toContain(localDate(end ?? began, zone));
    }),
  );
});
