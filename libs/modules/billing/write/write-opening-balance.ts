import { clients } from '@kelp/clients';
import { chooseProfile } from '@kelp/contracts';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, isCurrency } from '@kelp/std';
import { freezeOpening, frozenColumns } from '../domain/freeze-invoice';
import { calculateOpening, type OpeningInput } from '../domain/opening-balance';
import { openingPostings } from '../domain/postings';
import { isUsableAmount } from '../domain/written-lines';
import { openingBalanceRecorded } from '../events';
import { today } from '../load/today';
import { billingAddressOf } from '../queries/billing-address';
import { invoiceLines, invoices } from '../tables';
import { bookEntries } from './book-entries';
import { lineRow } from './line-row';
import { checkNow } from './number-documents';

/** An unpaid invoice of another system, with the number and the days that it has there. */
export interface FormerInvoice extends OpeningInput {
  clientId: string;
}

/** Throws invalid, by the names of the fields, when it cannot be an unpaid invoice. */
function assertPossible({ currency, invoiceDate, dueDate, originalTotal, open }: FormerInvoice, day: string): void {
  const wrong = (field: string, sentence: string) => invalid('This is no unpaid invoice.', { [field]: sentence });
  if (!isCurrency(currency)) throw wrong('currency', 'Write three letters such as EUR.');
  if (open <= 0n) throw wrong('open', 'Nothing is open. Leave it out; give credit to a client who has some.');
  if (open > originalTotal) throw wrong('open', 'More is open than the invoice asked for. Correct one of the two.');
  if (!isUsableAmount(originalTotal)) throw wrong('total', 'This amount is too large. Check the number of digits.');
  if (invoiceDate > day) throw wrong('invoiceDate', 'An invoice of another system was written in the past.');
  if (dueDate < invoiceDate) throw wrong('dueDate', 'It would be due before it was written. Correct one of the days.');
}

/**
 * Takes an unpaid invoice of another system over: the client owes what is open of it, against the account of opening balances. It is no revenue,
 * and has no tax, no number of our series and no paper. Throws invalid by field.
 */
export async function writeOpeningBalance(ctx: Ctx, former: FormerInvoice): Promise<Row<typeof invoices>> {
  const { clientId, ...input } = former;
  assertPossible(former, await today(ctx));
  const client = await ctx.db.get(clients, clientId);
  const profile = await chooseProfile(ctx, clientId, { currency: input.currency });
  const result = calculateOpening(input);
  const { currency, invoiceDate, dueDate, net, tax, total } = result;
  const head = { clientId, clientName: client.name, billingProfileId: profile.id };
  const draft = await ctx.db.insert(invoices, {
    ...head,
    ...{ kind: 'opening_balance', series: 'opening_balance', cutOff: invoiceDate, claimCount: 0 },
    ...{ currency, invoiceDate, dueDate, net, tax, total, originalTotal: input.originalTotal },
    madeById: ctx.actor.kind === 'user' ? ctx.actor.id : null,
    billingAddress: await billingAddressOf(ctx, head),
    ...frozenColumns(freezeOpening(input, result)),
  });
  const { id } = draft;
  await ctx.db.insertMany(
    invoiceLines,
    result.lines.map((line) => lineRow(line, ctx.newId(), id)),
  );
  await checkNow(ctx);
  const numbered = { state: 'final' as const, numberText: input.number, finalisedAt: ctx.now() };
  const invoice = await ctx.db.update(invoices, id, numbered);
  const entry = { kind: 'opening_balance' as const, sourceId: id, clientId, invoiceId: id, paymentId: null, currency };
  await bookEntries(ctx, [{ ...entry, postings: openingPostings({ clientId, currency }, total) }]);
  const told = { invoiceId: id, clientId, number: input.number, dueDate, currency, total: total.toString() };
  ctx.emit(openingBalanceRecorded, id, told);
  ctx.touch('invoice');
  return invoice;
}
