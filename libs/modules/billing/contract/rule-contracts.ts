import { contract, currencyCode, idOf, minorUnits, z } from '@kelp/kernel/contract';

const amounts = z
  .array(
    z.object({
      currency: currencyCode,
      amount: minorUnits.refine((amount) => amount >= 0n, 'An amount here is never below zero.'),
    }),
  )
  .max(20)
  .refine((list) => new Set(list.map(({ currency }) => currency)).size === list.length, 'Name each currency once.');

const percent = (most: number) =>
  z
    .string()
    .regex(/^\d{1,3}(\.\d{1,4})?$/, 'Give a percentage such as 1.5.')
    .refine((text) => Number(text) > 0 && Number(text) <= most, `Give a percentage above 0 and up to ${most}.`);

const lateFee = z
  .object({
    /** Percent of what is overdue and not disputed; null: the fixed amounts. */
    percent: percent(25).nullable(),
    fixed: amounts,
    /** No fee in the first days after the due date, whatever the step. */
    graceDays: z.number().int().min(0, 'Give days from 0 to 365.').max(365, 'Give days from 0 to 365.'),
    /** All fees for one invoice together come to at most this percent of its total. */
    capPercent: percent(100).nullable(),
    taxCategoryId: idOf('tax category'),
  })
  .refine(({ percent: share, fixed }) => share !== null || fixed.length > 0, 'Give a percentage or an amount.');

const rules = {
  /** Above this total a draft in this currency needs a second person. None: no draft does. */
  approvals: amounts,
  /** A billing run leaves what comes to less for the next one. */
  minimums: amounts,
  /** Charged at each reminder step that says so; null: nobody is charged. */
  lateFee: lateFee.nullable(),
  /** Clients that are never charged a late fee. */
  exemptClients: z.array(z.object({ id: z.uuid(), name: z.string() })),
  defersRevenue: z.boolean(),
};

export const getBillingRules = contract({
  name: 'billing_rules.get',
  input: z.object({}),
  output: z.object({
    ...rules,
    taxCategories: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
});

export const saveBillingRules = contract({
  name: 'billing_rules.save',
  input: z.object({
    approvals: rules.approvals,
    minimums: rules.minimums,
    lateFee: rules.lateFee,
    defersRevenue: z.boolean(),
    exemptClientIds: z.array(idOf('client')).max(1000),
  }),
  output: z.object({}),
});
