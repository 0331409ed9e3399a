import fc from 'fast-check';
import { overlappingEntries, splitAtMidnight } from './work-span';

const span = (from: string, to: string) => ({ startAt: new Date(`${from}Z`), endAt: new Date(`${to}Z`) });
const day = (from: string, to: string) => span(`2026-07-01T${from}`, `2026-07-01T${to}`);

describe('overlapping entries', () => {
  const others = [
    { id: 'morning', ...day('09:00', '10:00') },
    { id: 'late', ...day('10:40', '11:00') },
  ];

  it('names the entry and the shared minutes', () => {
    const found = overlappingEntries(day('10:00', '11:00'), others);
    expect(found.map(({ entry, sharedMinutes }) => [entry.id, sharedMinutes])).toEqual([['late', 20]]);
  });

  it('lets ends touch', () => {
    expect(overlappingEntries(day('10:00', '10:40'), others)).toEqual([]);
  });

  it('sees entries within, around and equal', () => {
    expect(overlappingEntries(day('08:00', '12:00'), others)).toHaveLength(2);
    expect(overlappingEntries(day('09:15', '09:30'), others)).toMatchObject([{ sharedMinutes: 15 }]);
    expect(overlappingEntries(day('09:00', '10:00'), others)).toMatchObject([{ sharedMinutes: 60 }]);
  });
});

describe('splitting at midnight', () => {
  it('leaves a span within a day whole', () => {
    expect(splitAtMidnight(day('09:00', '10:30'), 'UTC')).toEqual([
      { ...day('09:00', '10:30'), workDate: '2026-07-01', minutes: 90 },
    ]);
  });

  it('cuts 23:30 to 00:30 in the zone of the person', () => {
    const parts = splitAtMidnight(span('2026-07-02T04:30', '2026-07-02T05:30'), 'America/Chicago');
    expect(parts.map(({ workDate, minutes }) => [workDate, minutes])).toEqual([
      ['2026-07-01', 30],
      ['2026-07-02', 30],
    ]);
  });

  it('gives the date on which work began by the wall clock, not by UTC', () => {
    const parts = splitAtMidnight(span('2026-07-01T01:00', '2026-07-01T02:00'), 'America/New_York');
    expect(parts.map(({ workDate }) => workDate)).toEqual(['2026-06-30']);
  });

  it('adds up to the whole span, over clock changes too', () => {
    fc.assert(
      fc.property(fc.nat(400 * 1440 * 60), fc.integer({ min: 60, max: 3 * 86_400 }), (from, seconds) => {
        const startAt = new Date(Date.UTC(2026, 0, 1) + from * 1000);
        const whole = { startAt, endAt: new Date(startAt.getTime() + seconds * 1000) };
        const parts = splitAtMidnight(whole, 'Europe/Berlin');
        expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(Math.round(seconds / 60));
        expect(parts[0]?.startAt).toEqual(whole.startAt);
        expect(parts.at(-1)?.endAt).toEqual(whole.endAt);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses an end before its start', () => {
    expect(() => splitAtMidnight(day('10:00', '10:00'), 'UTC')).toThrow('Work ends after it starts.');
  });
});
