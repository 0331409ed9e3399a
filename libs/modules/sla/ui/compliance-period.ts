import type { SlaFigures } from '../contract';

export const periods = ['week', 'month', 'quarter', 'year'] as const;
const days: Record<(typeof periods)[number], number> = { week: 7, month: 30, quarter: 91, year: 365 };
const dayMs = 86_400_000;

/** The last so many days up to the next full hour, so that the same question is asked for an hour. */
export function periodOf(period: (typeof periods)[number], now = new Date()): { from: Date; until: Date } {
  const until = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
  return { from: new Date(until.getTime() - days[period] * dayMs), until };
}

/** Met of all that were met or breached, in percent with one digit; null when there were none. Never 100 with a breach. */
export function percentMet({ met, breached }: SlaFigures): number | null {
  if (met + breached === 0) return null;
  return Math.floor((met * 1000) / (met + breached)) / 10;
}
