import { clientDependents, countDependents } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';

/** What this room keeps of a client, so that it is not deleted below it. */
export const booksOfClient = fillServerSlot(clientDependents, (ctx, { clientId }) =>
  countDependents(ctx, clientId, [
    {
      table: 'invoices',
      one: 'invoice',
      other: 'invoices',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
    {
      table: 'payments',
      one: 'payment',
      other: 'payments',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
    {
      table: 'credit_lots',
      one: 'credit',
      other: 'credits',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
    {
      table: 'refunds',
      one: 'refund',
      other: 'refunds',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
    {
      table: 'write_offs',
      one: 'write-off',
      other: 'write-offs',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
    {
      table: 'billing_run_clients',
      one: 'billing run',
      other: 'billing runs',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
    {
      table: 'journal_entries',
      one: 'entry in the books',
      other: 'entries in the books',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
    {
      table: 'postings',
      one: 'posting',
      other: 'postings',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
    {
      table: 'invoice_template_assignments',
      one: 'invoice template',
      other: 'invoice templates',
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    },
  ]),
);
