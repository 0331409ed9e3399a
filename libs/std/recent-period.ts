export const recentPeriods = ['week', 'month', 'quarter', 'year'] as const;
export type RecentPeriod = (typeof recentPeriods)[number];

const days: Record<RecentPeriod, number> = { week: 7, month: 30, quarter: 91, year: 365 };
const dayMs = 86_400_000;

/** The last so many days up to the next full hour, so that the same question is asked for an hour. */
export function recentPeriod(period: RecentPeriod, now = new Date()): { from: Date; until: Date } {
  const until = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
  return { from: new Date(until.getTime() - days[period] * dayMs), until };
}
