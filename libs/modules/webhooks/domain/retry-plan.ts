const minute = 60_000;
/** After the first failed try, after the second, and so on: nearly two days in all. */
const waitMinutes = [1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60];

/** When to try again after so many failed tries; null when it was tried often enough. */
export function nextTry(tries: number, now: Date): Date | null {
  const wait = waitMinutes[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * minute);
}

/** How long an address rests after so many failures in a row, so that one that never answers takes nobody's place: 5 s, doubling to 10 minutes. */
export const restMs = (failures: number): number =>
  failures === 0 ? 0 : Math.min(10 * minute, 5000 * 2 ** Math.min(failures - 1, 10));

const giveUpAfterMs = 24 * 60 * minute;
const leastFailures = 10;

/** A webhook is paused when for a day, and at least ten times in a row, nothing was taken. */
export const isGivenUp = (failures: number, failingSince: Date, now: Date): boolean =>
  failures >= leastFailures && now.getTime() - failingSince.getTime() >= giveUpAfterMs;
