import type { HolidayDay } from '../contract';

/** What would change if `after` took the place of `before`; both may hold a date once. */
export function compareDays(before: readonly HolidayDay[], after: readonly HolidayDay[]) {
  const former = new Map(before.map(({ date, name }) => [date, name]));
  const coming = new Set(after.map(({ date }) => date));
  const same = after.filter(({ date, name }) => former.get(date) === name);
  return {
    added: after.filter(({ date }) => !former.has(date)),
    removed: before.filter(({ date }) => !coming.has(date)),
    renamed: after.filter(({ date, name }) => former.has(date) && former.get(date) !== name),
    unchanged: same.length,
  };
}
