import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { renderInvoice } from '../contract';
import { isOurs, noPaper } from '../domain/document-kind';
import { renderPdf } from '../jobs/render-pdf';
import { invoices } from '../tables';

/** Draws the PDF again with the template that the client has now; the data stays. */
export const renderInvoiceAction = defineAction(renderInvoice, {
  permission: 'invoice.finalize',
  run: async (ctx, { id }) => {
    const invoice = await ctx.db.lock(invoices, id);
    if (invoice.state === 'draft') throw refused('invoice.draft', 'A draft has no PDF. Finalise it first.');
    if (!isOurs(invoice.kind)) throw noPaper(invoice.numberText);
    // The version moves with every request, so each one is a job of its own.
    const { version } = await ctx.db.update(invoices, id, { pdfState: 'queued', pdfError: null });
    await ctx.enqueue(renderPdf, { invoiceId: id, version });
    ctx.touch('invoice');
    return { id };
  },
});
