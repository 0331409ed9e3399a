/** The systems that take our books: any that reads a journal, QuickBooks Online and Xero. */
export const targets = ['journal', 'quickbooks', 'xero'] as const;
export type Target = (typeof targets)[number];

/** What can be mapped: an account of the journal, the account of a service, the product of a service, a tax group, a client, a way of payment. */
export const mappingKinds = ['account', 'service', 'item', 'tax', 'client', 'payment_method'] as const;
export type MappingKind = (typeof mappingKinds)[number];

/** Lines without a service: written by hand. */
export const otherItem = 'other';

/** Accounts that each system may be told; `late_fee` falls back to revenue, `no_tax` names the tax rate of journal lines without tax. */
export const mappedAccounts = [
  ...([
    'receivable',
    'revenue',
    'late_fee',
    'tax_payable',
    'bank',
    'credit_liability',
    'bad_debt',
    'goodwill',
  ] as const),
  ...(['expired_credit', 'unclaimed_credit', 'credit_clearing', 'deferred_revenue', 'no_tax'] as const),
  'opening_balances' as const,
];

/** The kinds that a system can make use of. */
export const kindsOf: Record<Target, readonly MappingKind[]> = {
  journal: ['account', 'service', 'tax', 'client', 'payment_method'],
  quickbooks: ['account', 'item', 'tax', 'client', 'payment_method'],
  xero: ['account', 'service', 'tax', 'client', 'payment_method'],
};
