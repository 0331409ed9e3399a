import { defineSetting, z } from '@kelp/kernel';

/** Minor units as text: settings are JSON. */
const amounts = z.array(z.object({ currency: z.string(), amount: z.string() }));

/** Rules for money that stand beside contracts. All of them are off at first. */
export const billingRules = defineSetting({
  key: 'billing.rules',
  label: 'Approvals, smallest invoices, late fees, deferred revenue',
  schema: z.object({
    /** Above this total a draft needs a second person. */
    approvals: amounts,
    /** A run leaves what comes to less for the next one. */
    minimums: amounts,
    lateFee: z
      .object({
        /** Percent of what is overdue, exact; or fixed amounts by currency. */
        percent: z.string().nullable(),
        fixed: amounts,
        graceDays: z.number().int(),
        /** All fees for one invoice together come to at most this percent of its total; null: no end. */
        capPercent: z.string().nullable(),
        taxCategoryId: z.string(),
      })
      .nullable(),
    /** Revenue of service periods is earned month by month. */
    defersRevenue: z.boolean(),
  }),
  initial: { approvals: [], minimums: [], lateFee: null, defersRevenue: false },
});

/** The amount for this currency in minor units, or null. */
export function amountFor(list: readonly { currency: string; amount: string }[], currency: string): bigint | null {
  const found = list.find((one) => one.currency === currency);
  return found ? BigInt(found.amount) : null;
}
