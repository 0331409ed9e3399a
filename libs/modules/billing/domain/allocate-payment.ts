import { invalid, type LocalDate } from '@kelp/std';

/** A final invoice that still asks for money; amounts in minor units. */
export interface OpenInvoice {
  id: string;
  currency: string;
  dueDate: LocalDate;
  amountDue: bigint;
}

export interface PaymentUse {
  invoiceId: string;
  amount: bigint;
}

/** What is still owed: the total never changes, everything else is a sum of rows (product rule). */
export const amountDue = (invoice: { total: bigint; credits: bigint; payments: bigint; refunds: bigint }): bigint =>
  invoice.total - invoice.credits - invoice.payments + invoice.refunds;

export type PaymentState = 'unpaid' | 'partly_paid' | 'paid' | 'written_off';

/** The payment state follows from total, amount due and what is written off; it is never stored apart from them. */
export function paymentState(total: bigint, due: bigint, writtenOff = 0n): PaymentState {
  if (due <= 0n) return writtenOff > 0n ? 'written_off' : 'paid';
  return due < total ? 'partly_paid' : 'unpaid';
}

const byAge = (a: OpenInvoice, b: OpenInvoice): number => (`${a.dueDate} ${a.id}` < `${b.dueDate} ${b.id}` ? -1 : 1);

function checkChosen(amount: bigint, uses: readonly PaymentUse[], invoices: readonly OpenInvoice[]): void {
  for (const use of uses) {
    const invoice = invoices.find(({ id }) => id === use.invoiceId);
    if (!invoice) throw invalid('This payment names an invoice that is not open in its currency.');
    if (use.amount <= 0n || use.amount > invoice.amountDue) {
      throw invalid('Pay at least one minor unit and at most the amount due of each invoice.');
    }
  }
  if (new Set(uses.map(({ invoiceId }) => invoiceId)).size !== uses.length) {
    throw invalid('Name each invoice once.');
  }
  if (uses.reduce((sum, use) => sum + use.amount, 0n) > amount) {
    throw invalid('The amounts for the invoices exceed the payment. Lower one of them.');
  }
}

/**
 * How a payment is spread over invoices of its currency: as chosen, else the oldest due date first. What is left becomes
 * credit of the client (product rule: an overpayment becomes credit). Throws `invalid` for a payment of nothing or a choice
 * that does not fit.
 */
export function allocatePayment(
  payment: { amount: bigint; currency: string },
  openInvoices: readonly OpenInvoice[],
  chosen?: readonly PaymentUse[],
): { uses: PaymentUse[]; credit: bigint } {
  if (payment.amount <= 0n) throw invalid('A payment is more than zero.');
  const invoices = openInvoices.filter(({ currency, amountDue: due }) => currency === payment.currency && due > 0n);
  const uses: PaymentUse[] = [];
  let left = payment.amount;
  if (chosen) {
    checkChosen(payment.amount, chosen, invoices);
    uses.push(...chosen);
    left -= chosen.reduce((sum, use) => sum + use.amount, 0n);
  } else {
    for (const invoice of [...invoices].sort(byAge)) {
      const amount = left < invoice.amountDue ? left : invoice.amountDue;
      if (amount > 0n) uses.push({ invoiceId: invoice.id, amount });
      left -= amount;
    }
  }
  return { uses, credit: left };
}
