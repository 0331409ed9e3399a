import { addMonthsClamped, localDate } from '@kelp/std';

/** Days of a report: from one up to but without the other. */
export interface Span {
  from: string;
  to: string;
}

/** The first day of this month in UTC. */
const monthStart = (): string => `${localDate(new Date(), 'UTC').slice(0, 8)}01`;

/** What the address says, else the month up to its end, which is usually the beginning of this month. */
export function spanOf(address: URLSearchParams, usualEnd = monthStart()): Span {
  const to = address.get('to') ?? usualEnd;
  return { from: address.get('from') ?? addMonthsClamped(to, -1), to };
}
