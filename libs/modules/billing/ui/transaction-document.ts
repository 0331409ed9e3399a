import type { TransactionRow } from '../contract';

/** The page of the document behind a movement. */
export function documentOf({ invoice, paymentId, creditId, client }: TransactionRow): string {
  if (invoice) return `/msp/billing/invoices/${invoice.id}`;
  if (creditId) return `/msp/billing/credits?client=${client.id}&show=all`;
  return paymentId ? `/msp/billing/payments?client=${client.id}` : `/msp/clients/${client.id}`;
}
