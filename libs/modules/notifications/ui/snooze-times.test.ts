import { snoozeTimes } from './snooze-times';

const at = (now: string) => snoozeTimes(new Date(now), 'Europe/Berlin').map(({ key, at }) => [key, at.toISOString()]);

it('offers an hour, this evening, tomorrow and Monday on the reader’s wall, and leaves out what has passed', () => {
  expect(at('2026-03-04T09:00:00Z')).toEqual([
    ['hour', '2026-03-04T10:00:00.000Z'],
    ['evening', '2026-03-04T17:00:00.000Z'],
    ['tomorrow', '2026-03-05T07:30:00.000Z'],
    ['monday', '2026-03-09T07:30:00.000Z'],
  ]);
  // A Sunday evening: tomorrow is Monday.
  expect(at('2026-03-29T17:30:00Z')).toEqual([
    ['hour', '2026-03-29T18:30:00.000Z'],
    ['tomorrow', '2026-03-30T06:30:00.000Z'],
  ]);
});
