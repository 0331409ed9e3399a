import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { documentKinds, isOurs } from '../domain/document-kind';
import { mirrorPostings, voidRefusal, type Posting } from '../domain/postings';
import { invoiceVoided } from '../events';
import { renderPdf } from '../jobs/render-pdf';
import { invoices, journalEntries, postings } from '../tables';
import { creditLots, creditUses } from '../tables/credits';
import { bookEntries } from './book-entries';
import { freeSources } from './free-sources';
import { assertNotBilledAgain } from './hold-projects';
import { lockWithAccount } from './lock-accounts';
import { unwindVoid } from './revenue-schedules';
import { lockLots } from './use-credit';

/** What finalising this invoice wrote into the books. */
async function bookedFor(ctx: Ctx, invoiceId: string): Promise<Posting[]> {
  const kind = [...documentKinds];
  const entry = await ctx.db.find(journalEntries, { kind, sourceId: invoiceId });
  if (!entry) return [];
  const booked = await ctx.db.list(postings, { entryId: entry.id }, { orderBy: 'position' });
  return booked.map(({ account, clientId, currency, amount, taxGroup }) => ({
    ...{ account, clientId, currency, amount, taxGroup },
  }));
}

async function settledOf(ctx: Ctx, invoiceId: string): Promise<bigint> {
  const { settled } = await ctx.db.one<{ settled: bigint }>(
    sql`select coalesce(sum(amount), 0)::bigint as settled from invoice_settlements where tenant_id = ${ctx.tenant} and invoice_id = ${invoiceId}`,
  );
  return settled;
}

/** The credit that a void credit note had given is no more. Throws when some of it is used. */
async function takeLotAway(ctx: Ctx, note: { id: string; numberText: string | null }): Promise<void> {
  const lot = await ctx.db.find(creditLots, { source: 'credit_note', sourceId: note.id });
  if (!lot) return;
  const [left] = await lockLots(ctx, [lot.clientId], lot.id);
  if (left?.remaining !== lot.amount) {
    throw refused(
      'credit_note.used',
      `Credit of ${note.numberText} is in use. Take it off the invoices that it pays, then void the credit note.`,
    );
  }
  const by = { usedAt: ctx.now(), usedBy: ctx.actor.name };
  await ctx.db.insertMany(creditUses, [{ id: ctx.newId(), lotId: lot.id, kind: 'void', amount: lot.amount, ...by }]);
}

/** A credit note of the other system that was entered for an opening balance would be left without it. */
async function assertNotCreditedThere(ctx: Ctx, { id, numberText }: { id: string; numberText: string | null }) {
  const entry = await ctx.db.find(journalEntries, { kind: 'opening_credit', invoiceId: id });
  if (!entry) return;
  throw refused(
    'invoice.credited',
    `A credit note of the other system is entered for ${numberText}, so it stays. Enter one over the rest instead.`,
  );
}

/**
 * Takes a document in force back: mirror entry, number kept, sources free. Refused while anything is settled of it. The paper is drawn again
 * where there is one.
 */
export async function voidDocument(ctx: Ctx, id: string, reason: string): Promise<void> {
  const invoice = await lockWithAccount(ctx, id);
  const notes = await ctx.db.list(invoices, { creditedInvoiceId: id, state: 'final' });
  const attached = {
    allocated: await settledOf(ctx, id),
    creditNotes: notes.map(({ numberText }) => numberText ?? ''),
  };
  const refusal = voidRefusal({ state: invoice.state, ...attached });
  if (refusal) throw refusal;
  await assertNotCreditedThere(ctx, invoice);
  if (invoice.kind === 'credit_note') {
    await assertNotBilledAgain(ctx, id);
    await takeLotAway(ctx, invoice);
  }
  const mirror = mirrorPostings(await bookedFor(ctx, id));
  const { clientId, currency, numberText } = invoice;
  await bookEntries(ctx, [
    { kind: 'void', sourceId: id, clientId, invoiceId: id, paymentId: null, currency, postings: mirror },
  ]);
  await unwindVoid(ctx, id);
  await freeSources(ctx, id, 'void');
  const hasPaper = isOurs(invoice.kind);
  const after = await ctx.db.update(invoices, id, {
    state: 'void',
    voidedAt: ctx.now(),
    voidReason: reason,
    ...(hasPaper ? { pdfState: 'queued' as const } : {}),
  });
  if (hasPaper) await ctx.enqueue(renderPdf, { invoiceId: id, version: after.version });
  ctx.emit(invoiceVoided, id, { invoiceId: id, clientId, number: numberText ?? '', reason });
}
