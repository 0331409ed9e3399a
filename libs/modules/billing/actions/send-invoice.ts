import { billingProfiles } from '@kelp/contracts';
import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { sendInvoice } from '../contract';
import { isOurs, noPaper } from '../domain/document-kind';
import { mailInvoice } from '../jobs/mail-invoice';
import { invoiceRecipient, noRecipient } from '../queries/invoice-recipient';
import { invoices } from '../tables';

/** Mails a final invoice with PDF and portal address; the worker sends it. Refused for drafts and void invoices. */
export const sendInvoiceAction = defineAction(sendInvoice, {
  permission: 'invoice.send',
  run: async (ctx, { id, to }) => {
    const invoice = await ctx.db.get(invoices, id);
    if (invoice.state === 'draft') throw refused('invoice.draft', 'Finalise this draft before you send it.');
    if (invoice.state === 'void') throw refused('invoice.void', 'A void invoice is not sent. Bill again instead.');
    if (!isOurs(invoice.kind)) throw noPaper(invoice.numberText);
    const profile = await ctx.db.get(billingProfiles, invoice.billingProfileId);
    const address = to ?? (await invoiceRecipient(ctx, invoice.clientId, profile));
    if (!address) throw noRecipient(invoice.clientName, 'to');
    await ctx.enqueue(mailInvoice, { invoiceId: id, to: address, sending: ctx.newId() });
    ctx.touch('invoice');
    return { id, to: address };
  },
});
