import { clientDependents, countDependents } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';

/** Tables of this room that refer to clients, with the words for one and for several rows. */
const kept = [
  ['payment_attempts', 'online payment', 'online payments'],
  ['revenue_schedules', 'revenue schedule', 'revenue schedules'],
  ['late_fee_exemptions', 'late fee exemption', 'late fee exemptions'],
  ['payment_exceptions', 'payment exception', 'payment exceptions'],
  ['invoices', 'invoice', 'invoices'],
  ['payments', 'payment', 'payments'],
  ['credit_lots', 'credit', 'credits'],
  ['refunds', 'refund', 'refunds'],
  ['write_offs', 'write-off', 'write-offs'],
  ['billing_run_clients', 'billing run', 'billing runs'],
  ['journal_entries', 'entry in the books', 'entries in the books'],
  ['postings', 'posting', 'postings'],
  ['client_e_invoice_details', 'name in e-invoices', 'names in e-invoices'],
  ['invoice_template_assignments', 'invoice template', 'invoice templates'],
  ['tax_exemptions', 'tax exemption', 'tax exemptions'],
  ['client_vat_numbers', 'VAT number', 'VAT numbers'],
] as const;

/** What this room keeps of a client, so that it is not deleted below it. */
export const booksOfClient = fillServerSlot(clientDependents, (ctx, { clientId }) =>
  countDependents(
    ctx,
    clientId,
    kept.map(([table, one, other]) => ({
      ...{ table, one, other },
      href: `/msp/clients/${clientId}`,
      permission: 'invoice.read',
    })),
  ),
);
