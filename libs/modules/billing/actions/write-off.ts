import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { undoWriteOff, writeOffInvoice } from '../contract';
import { mirrorPostings, writeOffPostings } from '../domain/postings';
import { writeOffs } from '../tables/credits';
import { bookEntries } from '../write/book-entries';
import { lockOpenInvoice } from '../write/lock-invoice';

/** Gives up what is owed: a loss in the books, the invoice itself stays as it is. */
export const writeOffAction = defineAction(writeOffInvoice, {
  permission: 'invoice.write_off',
  run: async (ctx, { id: invoiceId, amount: wanted, reason }) => {
    const invoice = await lockOpenInvoice(ctx, invoiceId);
    const { clientId, currency, amountDue, numberText } = invoice;
    const amount = wanted ?? amountDue;
    if (amountDue === 0n) throw refused('invoice.paid', `Nothing is owed for ${numberText} any more.`);
    if (amount > amountDue) throw invalid('This is more than the invoice still asks for. Lower the amount.');
    const id = ctx.newId();
    const by = { writtenAt: ctx.now(), writtenBy: ctx.actor.name };
    await ctx.db.insertMany(writeOffs, [{ id, clientId, invoiceId, currency, amount, reason, ...by }]);
    const entry = { kind: 'write_off' as const, sourceId: id, clientId, invoiceId, paymentId: null, currency };
    await bookEntries(ctx, [{ ...entry, postings: writeOffPostings({ clientId, currency }, amount) }]);
    const after = { number: numberText, amount: amount.toString(), reason };
    await recordChange(ctx, {
      action: 'invoice.write_off',
      subject: 'invoices',
      subjectId: invoiceId,
      before: null,
      after,
    });
    ctx.touch('invoice');
    return { id, amount, amountDue: amountDue - amount };
  },
});

export const undoWriteOffAction = defineAction(undoWriteOff, {
  permission: 'invoice.write_off',
  run: async (ctx, { id: invoiceId }) => {
    const invoice = await lockOpenInvoice(ctx, invoiceId);
    const { clientId, currency, amountDue } = invoice;
    const living = await ctx.db.rows<{ id: string; amount: bigint }>(
      sql`select w.id, w.amount from write_offs w where w.tenant_id = ${ctx.tenant} and w.invoice_id = ${invoiceId} and w.reversal_of is null
          and not exists (select from write_offs r where r.tenant_id = w.tenant_id and r.reversal_of = w.id)`,
    );
    if (living.length === 0) throw refused('invoice.not_written_off', 'Nothing of this invoice is written off.');
    const parts = living.map((row) => ({ ...row, backId: ctx.newId() }));
    const by = { reason: 'Taken back', writtenAt: ctx.now(), writtenBy: ctx.actor.name };
    await ctx.db.insertMany(
      writeOffs,
      parts.map(({ id, amount, backId }) => ({
        ...{ id: backId, clientId, invoiceId, currency, amount: -amount, reversalOf: id },
        ...by,
      })),
    );
    await bookEntries(
      ctx,
      parts.map(({ amount, backId }) => ({
        ...{ kind: 'write_off_back' as const, sourceId: backId, clientId, invoiceId, paymentId: null, currency },
        postings: mirrorPostings(writeOffPostings({ clientId, currency }, amount)),
      })),
    );
    ctx.touch('invoice');
    return { amountDue: parts.reduce((sum, { amount }) => sum + amount, amountDue) };
  },
});
