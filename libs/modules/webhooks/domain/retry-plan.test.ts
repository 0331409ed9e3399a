import { isGivenUp, nextTry, restMs } from './retry-plan';

const now = new Date('2026-03-10T12:00:00Z');
const minutesLater = (tries: number) => {
  const at = nextTry(tries, now);
  return at && (at.getTime() - now.getTime()) / 60_000;
};

it('tries again after a minute, then ever later, and ends after nine tries', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(minutesLater)).toEqual([1, 5, 15, 60, 180, 360, 720, 1440, null]);
});

it('lets an address that fails rest from five seconds to ten minutes', () => {
  expect([0, 1, 2, 5, 8, 50].map(restMs)).toEqual([0, 5000, 10_000, 80_000, 600_000, 600_000]);
});

it('gives up after a day with at least ten failures in a row', () => {
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000);
  expect(isGivenUp(10, dayAgo, now)).toBe(true);
  expect(isGivenUp(9, dayAgo, now)).toBe(false);
  expect(isGivenUp(500, new Date(dayAgo.getTime() + 1), now)).toBe(false);
});
