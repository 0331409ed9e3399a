import type { Ctx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { asksForMoney } from '../domain/document-kind';
import { dueOf } from '../queries/amount-due';
import { lockWithAccount } from './lock-accounts';

/** A final invoice, locked, with what is still owed for it. Throws refused for drafts, void ones and credit notes. */
export async function lockOpenInvoice(ctx: Ctx, id: string) {
  const invoice = await lockWithAccount(ctx, id);
  if (invoice.state === 'draft') throw refused('invoice.draft', 'Finalise this draft first.');
  if (invoice.state === 'void') throw refused('invoice.void', `${invoice.numberText} is void: nothing is owed for it.`);
  if (!asksForMoney(invoice.kind))
    throw refused('invoice.credit_note', `${invoice.numberText} is a credit note, not an invoice.`);
  return { ...invoice, amountDue: await dueOf(ctx, invoice) };
}
