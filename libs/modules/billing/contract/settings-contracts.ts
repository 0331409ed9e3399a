import { contract, longText, z } from '@kelp/kernel/contract';
import { reminderStep } from './reminder-contracts';

const settings = {
  /** What becomes of a document whose total is 0: an invoice like any other, or nothing, its sources staying to be billed. */
  zeroInvoices: z.enum(['issue', 'skip']),
  /** Stands in the mail and on the PDF beside the workspace's name. */
  sellerDetails: longText(1000),
  /** Where credit goes that nobody used in time: income, or a debt to whoever the law names. */
  expiredCredit: z.enum(['income', 'liability']),
  /** When clients are reminded of what is overdue; none: nobody is. */
  reminderSteps: z
    .array(reminderStep)
    .max(10)
    .refine((steps) => new Set(steps.map(({ days }) => days)).size === steps.length, 'Give each step days of its own.'),
};

export const getBillingSettings = contract({
  name: 'billing_settings.get',
  input: z.object({}),
  output: z.object(settings),
});

export const updateBillingSettings = contract({
  name: 'billing_settings.update',
  input: z.object({
    zeroInvoices: settings.zeroInvoices.optional(),
    sellerDetails: settings.sellerDetails.optional(),
    expiredCredit: settings.expiredCredit.optional(),
    reminderSteps: settings.reminderSteps.optional(),
  }),
  output: z.object(settings),
});
