import { localDate, startOfLocalDay } from '@kelp/std';

/** Whole periods that are over: the month, quarter or year before the present one. */
export const pastPeriods = ['month', 'quarter', 'year'] as const;
export type PastPeriod = (typeof pastPeriods)[number];

const monthsOf: Record<PastPeriod, number> = { month: 1, quarter: 3, year: 12 };

/** From the first midnight of the last whole period to the first of the present one, on the walls of the zone. */
export function pastPeriodOf(period: PastPeriod, zone: string, now = new Date()): { from: Date; until: Date } {
  const [year = 0, month = 1] = localDate(now, zone).split('-').map(Number);
  const months = monthsOf[period];
  const present = year * 12 + Math.floor((month - 1) / months) * months;
  return { from: startOfMonth(present - months, zone), until: startOfMonth(present, zone) };
}

/** `count` is years times twelve and months since January. */
function startOfMonth(count: number, zone: string): Date {
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  return startOfLocalDay(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`, zone);
}
