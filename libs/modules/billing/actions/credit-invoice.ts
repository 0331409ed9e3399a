import { defineAction, type z } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { correctInvoice, createCreditNote } from '../contract';
import type { CreditRequest } from '../domain/credit-lines';
import { invoices } from '../tables';
import { assertDepositsHold, depositsOn } from '../write/hold-projects';
import { issueCreditNote, lockCreditable } from '../write/issue-credit-note';
import { calculateDocument, storedLines, toWritten } from '../write/written-document';
import { writeDocument } from './create-draft';

type WantedLine = z.output<typeof createCreditNote.input>['lines'][number];

function requestOf({ position, quantity, amount }: WantedLine): CreditRequest {
  if (quantity !== undefined) return { position, kind: 'quantity', quantity };
  return amount === undefined ? { position, kind: 'rest' } : { position, kind: 'amount', amount };
}

/** A credit note over lines of a final invoice, final at once. */
export const createCreditNoteAction = defineAction(createCreditNote, {
  permission: 'invoice.credit',
  run: async (ctx, { id, reason, lines }) => {
    const invoice = await lockCreditable(ctx, id);
    const note = await issueCreditNote(ctx, invoice, reason, () => lines.map(requestOf));
    await assertDepositsHold(ctx, await depositsOn(ctx, id));
    ctx.touch('invoice');
    return { ...note, credit: -note.total - note.applied };
  },
});

const causes = {
  price: 'A price was wrong',
  quantity: 'A quantity was wrong',
  contract: 'The contract was wrong',
  tax: 'The tax was wrong',
  other: 'Corrected',
} as const;

/** Credits the whole invoice and drafts its lines again: one transaction, so that there is never the one without the other. */
export const correctInvoiceAction = defineAction(correctInvoice, {
  permission: 'invoice.credit',
  run: async (ctx, { id, cause, note }) => {
    ctx.require('invoice.create');
    const invoice = await lockCreditable(ctx, id);
    const reason = [causes[cause], note].filter(Boolean).join(': ');
    const credited = await issueCreditNote(ctx, invoice, reason, (lines) => {
      if (lines.some(({ net, left }) => left.net !== net)) {
        throw refused(
          'invoice.credited_in_part',
          `A part of ${invoice.numberText} has been credited already. Credit the rest, and write a new invoice for what is right.`,
        );
      }
      return lines.filter(({ net }) => net !== 0n).map(({ position }) => ({ position, kind: 'rest' }));
    });
    const lines = (await storedLines(ctx, id)).map(toWritten);
    const { billingProfileId, clientId, clientName } = invoice;
    const { invoiceDate } = await ctx.db.get(invoices, credited.id);
    // Where the tax was wrong, it is counted anew; whatever else was wrong leaves the tax as it was billed.
    const taxBasis = cause === 'tax' ? ('table' as const) : ('original' as const);
    const head = { clientId, clientName, billingProfileId, correctsInvoiceId: id, taxBasis };
    const calculated = await calculateDocument(ctx, { ...head, invoiceDate, currency: invoice.currency }, lines);
    const draft = await writeDocument(ctx, head, calculated);
    return { creditNoteId: credited.id, creditNote: credited.number, draftId: draft.id };
  },
});
