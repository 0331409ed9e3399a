import { addDays } from './dates';
import { localDate, startOfLocalDay } from './zone';

/** The weeks of a period from Monday on the walls of the zone, the first and the last cut to the period; `most + 1` at most, so that a caller sees when there are more. */
export function weeksOf(
  { from, until }: { from: Date; until: Date },
  zone: string,
  most: number,
): { from: Date; until: Date }[] {
  const first = localDate(from, zone);
  const sinceMonday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const weeks: { from: Date; until: Date }[] = [];
  for (let monday = addDays(first, -sinceMonday); ; monday = addDays(monday, 7)) {
    const [start, end] = [startOfLocalDay(monday, zone), startOfLocalDay(addDays(monday, 7), zone)];
    if (start >= until || weeks.length > most) return weeks;
    weeks.push({ from: start > from ? start : from, until: end < until ? end : until });
  }
}
