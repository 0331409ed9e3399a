import { daysBetween, roundQuotient, type LocalDate } from '@kelp/std';

export interface EarnedOver {
  amount: bigint;
  serviceFrom: LocalDate;
  /** The first day after the service. */
  serviceTo: LocalDate;
}

/**
 * What is earned of an amount before the day `asOf`, by days of service, in minor units: rounded cumulatively (product rule), so that the
 * parts of any division into days add up to the whole exactly.
 */
export function earnedBefore({ amount, serviceFrom, serviceTo }: EarnedOver, asOf: LocalDate): bigint {
  const days = daysBetween(serviceFrom, serviceTo);
  const passed = Math.min(days, Math.max(0, daysBetween(serviceFrom, asOf)));
  return passed === days ? amount : roundQuotient((amount * BigInt(passed)).toString(), String(days));
}

/** The first day of the month of a date: up to then revenue is earned and booked. */
export const monthOf = (date: LocalDate): LocalDate => `${date.slice(0, 8)}01`;
