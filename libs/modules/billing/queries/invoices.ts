import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { getInvoice, getInvoicePdf, listInvoices } from '../contract';
import { isOurs, noPaper } from '../domain/document-kind';
import { invoices } from '../tables';
import { findInvoices } from './invoice-rows';
import { readInvoice } from './read-invoice';

/** Invoices, the latest first. */
export const listInvoicesQuery = defineQuery(listInvoices, { permission: 'invoice.read', run: findInvoices });

export const getInvoiceQuery = defineQuery(getInvoice, {
  permission: 'invoice.read',
  run: (ctx, { id }) => readInvoice(ctx, id),
});

/** Where the PDF's bytes are. Throws refused while it is being made, not_found for an unknown invoice. */
export async function invoiceFile(ctx: ReadCtx, id: string) {
  const { kind, pdfKey, pdfSize, numberText } = await ctx.db.get(invoices, id);
  if (!isOurs(kind)) throw noPaper(numberText);
  if (pdfKey === null) {
    throw refused('invoice.no_pdf', 'The PDF of this invoice is not ready yet. Try again in a moment.');
  }
  const filename = `${numberText ?? 'invoice'}.pdf`;
  return { filename, contentType: 'application/pdf', size: Number(pdfSize ?? 0n), storageKey: pdfKey };
}

export const getInvoicePdfQuery = defineQuery(getInvoicePdf, {
  permission: 'invoice.read',
  run: (ctx, { id }) => invoiceFile(ctx, id),
});
