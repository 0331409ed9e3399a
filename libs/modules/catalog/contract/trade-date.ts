import { localDate } from '@kelp/kernel/contract';

/** A date on which something begins or ends: near enough that its periods can be counted. */
export const tradeDate = localDate.refine(
  (date) => date >= '1990-01-01' && date < '2200-01-01',
  'Choose a date between 1990 and 2199.',
);
