import fc from 'fast-check';
import { gapsIn, lastWorkDay } from './day-gaps';
import { usualSchedule } from './work-schedule';

const minute = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 10, 14) + minutes * minute);
const span = (from: number, to: number) => ({ startAt: at(from), endAt: at(to) });

it('lists the holes of a day, but not those shorter than a quarter of an hour', () => {
  const logged = [span(120, 180), span(-30, 30), span(44, 100), span(170, 200), span(500, 700)];
  expect(gapsIn(span(0, 540), logged)).toEqual([span(100, 120), span(200, 500)]);
  expect(gapsIn(span(0, 540), [])).toEqual([span(0, 540)]);
  expect(gapsIn(span(0, 540), [span(0, 540)])).toEqual([]);
  expect(gapsIn(span(0, 540), [span(600, 660)])).toEqual([span(0, 540)]);
});

it('goes back to the last working day', () => {
  expect(lastWorkDay(usualSchedule, '2026-03-10')).toBe('2026-03-09');
  expect(lastWorkDay(usualSchedule, '2026-03-09')).toBe('2026-03-06');
  expect(lastWorkDay([null, null, null, null, null, null, null], '2026-03-09')).toBeNull();
});

it('never shows as a hole what was logged, nor anything outside the day', () => {
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: -60, max: 600 }), fc.integer({ min: 1, max: 200 }))
      .map(([from, length]) => span(from, from + length)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(spans, (logged) => {
      for (const gap of gapsIn(span(0, 540), logged)) {
        expect(gap.endAt.getTime() - gap.startAt.getTime()).toBeGreaterThanOrEqual(15 * minute);
        expect(gap.startAt >= at(0) && gap.endAt <= at(540)).toBe(true);
        expect(logged.some(({ startAt, endAt }) => startAt < gap.endAt && endAt > gap.startAt)).toBe(false);
      }
    }),
  );
});
