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
