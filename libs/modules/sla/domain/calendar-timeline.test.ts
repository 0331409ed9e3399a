import { compileCalendar, type BusinessSchedule } from '@kelp/std';
import fc from 'fast-check';
import { calendarTimeline } from './calendar-timeline';
import { deskModel, deskSchedule } from './testing/desk-model';

const hours = (open: string, close: string): BusinessSchedule => ({
  ...deskSchedule,
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [[open, close]]])),
});
const at = (text: string) => new Date(`${text}Z`);
const edition = (effectiveAt: string, open: string, close: string) => ({
  effectiveAt: at(effectiveAt),
  calendar: compileCalendar(hours(open, close)),
});
const first = edition('2024-01-01T00:00', '09:00', '17:00');

describe('a calendar of several versions', () => {
  it('counts by each while it holds', () => {
    const line = calendarTimeline([first, edition('2024-01-10T12:00', '12:00', '14:00')]);
    const elapsed = (from: string, to: string) => (line.cumulative(at(to)) - line.cumulative(at(from))) / 3_600_000;
    expect(elapsed('2024-01-09T09:00', '2024-01-09T17:00')).toBe(8);
    expect(elapsed('2024-01-10T09:00', '2024-01-10T17:00')).toBe(5);
    expect(elapsed('2024-01-11T00:00', '2024-01-12T00:00')).toBe(2);
    expect(line.segments(at('2024-01-10T09:00'), at('2024-01-11T13:00'))).toEqual([
      { openAt: at('2024-01-10T09:00'), closeAt: at('2024-01-10T14:00') },
      { openAt: at('2024-01-11T12:00'), closeAt: at('2024-01-11T13:00') },
    ]);
  });

  it('forgets a version that was replaced before it took effect', () => {
    const line = calendarTimeline([
      first,
      edition('2024-02-01T00:00', '00:00', '24:00'),
      edition('2024-01-20T00:00', '10:00', '11:00'),
    ]);
    expect(line.cumulative(at('2024-02-06T00:00')) - line.cumulative(at('2024-02-05T00:00'))).toBe(3_600_000);
  });

  it('refuses to be made of nothing', () => {
    expect(() => calendarTimeline([])).toThrow(RangeError);
  });

  it('agrees with a model that walks day by day, and inverts itself', () => {
    const [before, after] = [deskModel(9, 17), deskModel(6, 12)];
    const instant = fc
      .integer({ min: 0, max: 90 * 1440 })
      .map((minute) => new Date(Date.UTC(2024, 0, 1) + minute * 60_000));
    fc.assert(
      fc.property(instant, instant, (change, probe) => {
        const line = calendarTimeline([
          first,
          { effectiveAt: change, calendar: compileCalendar(hours('06:00', '12:00')) },
        ]);
        const expected =
          probe <= change
            ? before.cumulative(probe)
            : before.cumulative(change) + after.cumulative(probe) - after.cumulative(change);
        expect(line.cumulative(probe)).toBe(expected);
        const earliest = line.inverse(expected);
        if (expected > 0) {
          expect(earliest && earliest <= probe).toBe(true);
          expect(earliest && line.cumulative(earliest)).toBe(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
