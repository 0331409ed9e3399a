import { defineAction, type Ctx } from '@kelp/kernel';
import { voidInvoice } from '../contract';
import { mirrorPostings, voidRefusal, type Posting } from '../domain/postings';
import { invoiceVoided } from '../events';
import { renderPdf } from '../jobs/render-pdf';
import { invoices, journalEntries, paymentAllocations, postings } from '../tables';
import { bookEntries } from '../write/book-entries';
import { freeSources } from '../write/free-sources';

/** What finalising this invoice wrote into the books. */
async function bookedFor(ctx: Ctx, invoiceId: string): Promise<Posting[]> {
  const entry = await ctx.db.find(journalEntries, { kind: 'invoice', sourceId: invoiceId });
  if (!entry) return [];
  return ctx.db.list(postings, { entryId: entry.id }, { orderBy: 'position' });
}

/** Takes a final invoice back: mirror entry, number kept, sources free. Refused while payments are attached. */
export const voidInvoiceAction = defineAction(voidInvoice, {
  permission: 'invoice.void',
  run: async (ctx, { id, reason }) => {
    const invoice = await ctx.db.lock(invoices, id);
    const allocations = await ctx.db.list(paymentAllocations, { invoiceId: id });
    const allocated = allocations.reduce((sum, { amount }) => sum + amount, 0n);
    const refusal = voidRefusal({ state: invoice.state, allocated });
    if (refusal) throw refusal;
    const booked = await bookedFor(ctx, id);
    const mirror = mirrorPostings(
      booked.map(({ account, clientId, currency, amount, taxGroup }) => ({
        account,
        clientId,
        currency,
        amount,
        taxGroup,
      })),
    );
    const { clientId, currency, numberText } = invoice;
    await bookEntries(ctx, [
      { kind: 'void', sourceId: id, clientId, invoiceId: id, paymentId: null, currency, postings: mirror },
    ]);
    await freeSources(ctx, id, 'void');
    const after = await ctx.db.update(invoices, id, {
      state: 'void',
      voidedAt: ctx.now(),
      voidReason: reason,
      pdfState: 'queued',
    });
    await ctx.enqueue(renderPdf, { invoiceId: id, version: after.version });
    ctx.emit(invoiceVoided, id, { invoiceId: id, clientId, number: numberText ?? '', reason });
    return { id };
  },
});
