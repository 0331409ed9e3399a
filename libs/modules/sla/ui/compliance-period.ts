import type { SlaFigures } from '../contract';

/** Met of all that were met or breached, in percent with one digit; null when there were none. Never 100 with a breach. */
export function percentMet({ met, breached }: SlaFigures): number | null {
  if (met + breached === 0) return null;
  return Math.floor((met * 1000) / (met + breached)) / 10;
}
