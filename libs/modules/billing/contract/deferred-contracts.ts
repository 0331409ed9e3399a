import { contract, localDate, minorUnits, z } from '@kelp/kernel/contract';
import { reference } from './shapes';

export const deferredItem = z.object({
  id: z.uuid(),
  invoice: z.object({ id: z.uuid(), number: z.string() }),
  client: reference,
  description: z.string(),
  /** Days of service from `start` up to but without `end`. */
  service: z.object({ start: localDate, end: localDate }),
  currency: z.string(),
  /** Net of the line, less what was credited. */
  amount: minorUnits,
  recognised: minorUnits,
  /** What of it is earned in the month asked for. */
  inMonth: minorUnits.nullable(),
});
export type DeferredItem = z.output<typeof deferredItem>;

/**
 * What was billed and is not earned yet, with the month in which it will be; and the lines behind it: those of a month when one is asked
 * for. Every number is the sum of the lines that open from it.
 */
export const readDeferredRevenue = contract({
  name: 'deferred_revenue.read',
  input: z.object({
    /** The first day of a month. */
    month: localDate.regex(/-01$/, 'Give the first day of a month.').optional(),
  }),
  output: z.object({
    isOn: z.boolean(),
    currencies: z.array(
      z.object({
        currency: z.string(),
        deferred: minorUnits,
        months: z.array(z.object({ month: localDate, amount: minorUnits })),
      }),
    ),
    items: z.array(deferredItem),
  }),
});
