import { defineSetting, z } from '@kelp/kernel';

/** What becomes of a document whose total is 0: an invoice like any other, or nothing, its sources staying to be billed. */
export const zeroInvoices = defineSetting({
  key: 'billing.zero_invoices',
  label: 'Invoices with a total of zero',
  schema: z.enum(['issue', 'skip']),
  initial: 'skip',
});

export const sellerDetails = defineSetting({
  key: 'billing.seller_details',
  label: 'Address and bank details on invoices',
  schema: z.string(),
  initial: '',
});

/** Where credit goes that nobody used in time. */
export const expiredCredit = defineSetting({
  key: 'billing.expired_credit',
  label: 'Expired credit becomes',
  schema: z.enum(['income', 'liability']),
  initial: 'income',
});

/** When clients are reminded of what is overdue: days after the due date and the words of the mail. None: nobody is reminded. */
export const reminderSteps = defineSetting({
  key: 'billing.reminder_steps',
  label: 'Reminders of overdue invoices',
  schema: z.array(z.object({ days: z.number().int().min(1).max(365), message: z.string() })),
  initial: [],
});
