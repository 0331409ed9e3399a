import { billingProfiles } from '@kelp/contracts';
import { ensureSeries, type Ctx } from '@kelp/kernel';
import { localDate, refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { calculateCredit, type CreditInput, type CreditRequest } from '../domain/credit-lines';
import { isOurs } from '../domain/document-kind';
import { freezeCredit, frozenColumns } from '../domain/freeze-invoice';
import type { InvoiceResult } from '../domain/invoice-result';
import { creditNotePostings } from '../domain/postings';
import { creditNoteIssued } from '../events';
import { renderPdf } from '../jobs/render-pdf';
import { dueOf } from '../queries/amount-due';
import { readCreditable, type StoredCreditable } from '../queries/creditable';
import { invoiceLines, invoices, invoiceTaxes } from '../tables';
import { creditLots } from '../tables/credits';
import { bookEntries } from './book-entries';
import { freezeEInvoices } from './freeze-e-invoices';
import { lockWithAccount } from './lock-accounts';
import { checkNow, numberDocuments } from './number-documents';
import { unwindCredit } from './revenue-schedules';
import { useCredit } from './use-credit';
import { takeOrders, useOrders } from './take-orders';
import { lineRow } from './line-row';
import type { StoredInvoice } from './written-document';

/** Locks the invoice that is to be credited. Throws when it is no final invoice. */
export async function lockCreditable(ctx: Ctx, id: string): Promise<StoredInvoice> {
  const invoice = await lockWithAccount(ctx, id);
  if (!isOurs(invoice.kind)) {
    throw refused(
      'invoice.opening',
      `${invoice.numberText} was written in another system, which has its lines and its tax. Credit it there, and enter that credit note here.`,
    );
  }
  if (invoice.kind !== 'invoice') {
    throw refused('invoice.credit_note', `${invoice.numberText} is a credit note. Void it if it is wrong.`);
  }
  if (invoice.state === 'draft') throw refused('invoice.draft', 'A draft is changed, not credited. Change its lines.');
  if (invoice.state === 'void')
    throw refused('invoice.void', `${invoice.numberText} is void: nothing is left to credit.`);
  return invoice;
}

interface Made {
  invoice: StoredInvoice;
  input: CreditInput;
  result: InvoiceResult;
  lines: StoredCreditable[];
}

async function writeNote(ctx: Ctx, { invoice, input, result, lines }: Made): Promise<StoredInvoice> {
  const frozen = freezeCredit(input, result);
  const { invoiceDate, dueDate, net, tax, total } = result;
  const note = await ctx.db.insert(invoices, {
    kind: 'credit_note',
    series: 'credit_note',
    clientId: invoice.clientId,
    billingProfileId: invoice.billingProfileId,
    clientName: invoice.clientName,
    billingAddress: invoice.billingAddress,
    currency: invoice.currency,
    cutOff: invoiceDate,
    ...{ invoiceDate, dueDate, net, tax, total },
    claimCount: 0,
    ...frozenColumns(frozen),
    creditedInvoiceId: invoice.id,
    creditReason: input.reason,
  });
  const rows = result.lines.map((line, index) => ({
    ...lineRow(line, ctx.newId(), note.id),
    creditsLineId: lines.find(({ position }) => position === input.requests[index]?.position)?.id ?? null,
  }));
  await ctx.db.insertMany(invoiceLines, rows);
  await ctx.db.insertMany(
    invoiceTaxes,
    result.taxes.map((group) => ({ ...group, invoiceId: note.id })),
  );
  return note;
}

/** The note in the books, and its whole as credit of the client. */
async function bookNote(ctx: Ctx, note: StoredInvoice, result: InvoiceResult, reason: string): Promise<void> {
  const { id, clientId, currency, billingProfileId } = note;
  const lotId = ctx.newId();
  await ctx.db.insertMany(creditLots, [
    {
      id: lotId,
      clientId,
      billingProfileId,
      currency,
      amount: -note.total,
      source: 'credit_note',
      sourceId: id,
      reason,
      grantedAt: ctx.now(),
      grantedBy: ctx.actor.name,
    },
  ]);
  const entry = {
    kind: 'credit_note' as const,
    sourceId: id,
    clientId,
    invoiceId: id,
    paymentId: null,
    lotId,
    currency,
  };
  await bookEntries(ctx, [{ ...entry, postings: creditNotePostings(clientId, result) }]);
}

/** Its credit goes to the invoice that it takes back, as far as that is still owed. Returns how much. */
async function settleInvoice(ctx: Ctx, invoice: StoredInvoice, noteId: string): Promise<bigint> {
  const amountDue = await dueOf(ctx, invoice);
  const lot = await ctx.db.find(creditLots, { source: 'credit_note', sourceId: noteId });
  if (amountDue === 0n || !lot) return 0n;
  const got = await useCredit(ctx, [{ ...invoice, amountDue }], { lotId: lot.id });
  return got.get(invoice.id) ?? 0n;
}

export interface IssuedNote {
  id: string;
  number: string;
  total: bigint;
  /** What the credited invoice got of it. */
  applied: bigint;
}

/**
 * Gives a credit note on a locked invoice: number, books, credit and settlement in this transaction. Throws `invalid` when a line has less
 * left than is asked for.
 */
export async function issueCreditNote(
  ctx: Ctx,
  invoice: StoredInvoice,
  reason: string,
  requests: (lines: StoredCreditable[]) => CreditRequest[],
): Promise<IssuedNote> {
  const lines = await readCreditable(ctx, invoice.id);
  const { zone } = await ctx.db.get(billingProfiles, invoice.billingProfileId);
  const input: CreditInput = {
    currency: invoice.currency,
    date: localDate(ctx.now(), zone),
    invoice: invoice.numberText ?? '',
    reason,
    lines: lines.map(({ id: _id, ...line }) => line),
    requests: requests(lines),
  };
  const result = calculateCredit(input);
  if (result.total === 0n)
    throw refused('invoice.nothing_to_credit', 'These lines cost nothing, so there is nothing to credit.');
  const note = await writeNote(ctx, { invoice, input, result, lines });
  await takeOrders(ctx, [note.id]);
  await useOrders(ctx, [note.id]);
  await checkNow(ctx);
  await ensureSeries(ctx, 'credit_note', { prefix: 'CN-', padding: 4 });
  const [numbered] = await numberDocuments(ctx, 'credit_note', [note]);
  await bookNote(ctx, note, result, reason);
  await unwindCredit(ctx, note.id);
  const applied = await settleInvoice(ctx, invoice, note.id);
  await freezeEInvoices(ctx, [note.id]);
  const number = numbered?.number ?? '';
  await ctx.enqueue(renderPdf, { invoiceId: note.id, version: note.version + 1 });
  const { clientId, currency } = invoice;
  const total = result.total.toString();
  ctx.emit(creditNoteIssued, note.id, {
    creditNoteId: note.id,
    invoiceId: invoice.id,
    clientId,
    number,
    currency,
    total,
  });
  await recordChange(ctx, {
    action: 'invoice.credit',
    subject: 'invoices',
    subjectId: note.id,
    before: null,
    after: { number, creditedInvoiceId: invoice.id, total },
  });
  return { id: note.id, number, total: result.total, applied };
}
