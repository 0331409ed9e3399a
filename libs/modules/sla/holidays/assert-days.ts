import { invalid } from '@kelp/std';
import type { HolidayDay } from '../contract';

/** Throws invalid when a date stands there twice, naming the second one. */
export function assertDays(days: readonly HolidayDay[]): void {
  const twice = days.findIndex(({ date }, at) => days.findIndex((other) => other.date === date) < at);
  const day = days[twice];
  if (!day) return;
  throw invalid(`${day.date} is there twice. Keep one of them.`, {
    [`days.${twice}.date`]: 'This date is there already.',
  });
}
