import { defineAction } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { creditOpeningBalance } from '../contract';
import { isOurs } from '../domain/document-kind';
import { openingCreditPostings } from '../domain/postings';
import { creditGranted } from '../events';
import { creditLots } from '../tables/credits';
import { bookEntries } from '../write/book-entries';
import { lockOpenInvoice } from '../write/lock-invoice';
import { useCredit } from '../write/use-credit';

/**
 * A credit note of the other system for an opening balance: what was taken over gets less, by the account of opening balances, and the credit
 * pays the invoice at once. Its tax is the other system's matter, as that of the invoice was. Throws for invoices of ours, and beyond what is owed.
 */
export const creditOpeningBalanceAction = defineAction(creditOpeningBalance, {
  permission: 'invoice.credit',
  run: async (ctx, { id: invoiceId, amount: wanted, reason }) => {
    const invoice = await lockOpenInvoice(ctx, invoiceId);
    const { clientId, billingProfileId, currency, amountDue, numberText } = invoice;
    if (isOurs(invoice.kind)) throw refused('invoice.ours', `${numberText} is an invoice of ours. Credit its lines.`);
    const amount = wanted ?? amountDue;
    if (amountDue === 0n) throw refused('invoice.paid', `Nothing is owed for ${numberText} any more.`);
    if (amount > amountDue) throw invalid('This is more than the invoice still asks for. Lower the amount.');
    const id = ctx.newId();
    const source = { source: 'opening_credit' as const, sourceId: id, reason };
    const by = { grantedAt: ctx.now(), grantedBy: ctx.actor.name };
    await ctx.db.insertMany(creditLots, [{ id, clientId, billingProfileId, currency, amount, ...source, ...by }]);
    await bookEntries(ctx, [
      {
        ...{ kind: 'opening_credit', sourceId: id, clientId, invoiceId, paymentId: null, lotId: id, currency },
        postings: openingCreditPostings({ clientId, currency }, amount),
      },
    ]);
    await useCredit(ctx, [invoice], { lotId: id });
    ctx.emit(creditGranted, id, {
      ...{ creditId: id, clientId, currency, amount: amount.toString(), source: source.source },
    });
    ctx.touch('invoice');
    ctx.touch('credit');
    return { id, amount, amountDue: amountDue - amount };
  },
});
