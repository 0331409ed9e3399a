import { defineAction } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { applyCreditTo, takeBackCredit } from '../contract';
import { mirrorPostings, creditPostings } from '../domain/postings';
import { creditLots, creditUses } from '../tables/credits';
import { bookEntries } from '../write/book-entries';
import { lockWithAccount } from '../write/lock-accounts';
import { lockOpenInvoice } from '../write/lock-invoice';
import { useCredit } from '../write/use-credit';

/** Uses credit of the client on an open invoice. Throws when nothing is owed, or no credit fits. */
export const applyCreditAction = defineAction(applyCreditTo, {
  permission: 'credit.apply',
  run: async (ctx, { invoiceId, creditId, amount }) => {
    const invoice = await lockOpenInvoice(ctx, invoiceId);
    if (invoice.amountDue === 0n) throw refused('invoice.paid', `Nothing is owed for ${invoice.numberText} any more.`);
    if (amount !== undefined && amount > invoice.amountDue) {
      throw invalid('This is more than the invoice still asks for. Lower the amount.');
    }
    if (creditId) await ctx.db.get(creditLots, creditId);
    const got = await useCredit(ctx, [invoice], { lotId: creditId, most: amount });
    const used = got.get(invoiceId) ?? 0n;
    if (used === 0n) {
      throw refused(
        'credit.none_fits',
        `No credit of ${invoice.clientName} fits this invoice: it must be in ${invoice.currency}, not expired, and for this billing profile and these services.`,
      );
    }
    ctx.touch('invoice');
    ctx.touch('credit');
    return { used, amountDue: invoice.amountDue - used };
  },
});

/** Takes credit off an invoice again. Once: the row that does it names the use, and there is one such row at most. */
export const takeBackCreditAction = defineAction(takeBackCredit, {
  permission: 'credit.apply',
  run: async (ctx, { useId }) => {
    const use = await ctx.db.get(creditUses, useId);
    if (use.kind !== 'invoice' || use.invoiceId === null) {
      throw refused('credit.not_on_invoice', 'Only credit on an invoice can be taken back.');
    }
    const invoice = await lockWithAccount(ctx, use.invoiceId);
    const id = ctx.newId();
    const { lotId, invoiceId, amount } = use;
    const by = { usedAt: ctx.now(), usedBy: ctx.actor.name };
    await ctx.db.insertMany(creditUses, [
      { id, lotId, kind: 'reversal', invoiceId, amount: -amount, reversalOf: useId, ...by },
    ]);
    const { clientId, currency } = invoice;
    await bookEntries(ctx, [
      {
        ...{ kind: 'credit_back', sourceId: id, clientId, invoiceId, paymentId: null, lotId, currency },
        postings: mirrorPostings(creditPostings({ clientId, currency }, amount)),
      },
    ]);
    ctx.touch('invoice');
    ctx.touch('credit');
    return { id };
  },
});
