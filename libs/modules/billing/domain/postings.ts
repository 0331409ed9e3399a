import { groupBy, refused, type AppError } from '@kelp/std';
import type { InvoiceResult, TaxGroup } from './invoice-result';

export type Account =
  | 'receivable'
  | 'revenue'
  | 'tax_payable'
  | 'bank'
  | 'credit_liability'
  | 'goodwill'
  | 'expired_credit'
  | 'unclaimed_credit'
  | 'credit_clearing'
  | 'bad_debt'
  | 'deferred_revenue'
  /** The other side of what another system had booked before. */
  | 'opening_balances';

/** One side of a journal entry: minor units, debit positive. */
export interface Posting {
  account: Account;
  clientId: string;
  currency: string;
  amount: bigint;
  /** Tax group `category/ppm/place`, with its component where it has one, of a tax posting. */
  taxGroup: string | null;
}

interface Party {
  clientId: string;
  currency: string;
}

const posting = (party: Party, account: Account, amount: bigint, taxGroup: string | null = null): Posting => ({
  account,
  clientId: party.clientId,
  currency: party.currency,
  amount,
  taxGroup,
});

const withoutZeros = (postings: Posting[]): Posting[] => postings.filter(({ amount }) => amount !== 0n);

/** What of a document goes into the books. */
type TaxedSums = Pick<InvoiceResult, 'currency' | 'net' | 'total'> & {
  taxes: readonly Pick<TaxGroup, 'category' | 'ratePpm' | 'place' | 'component' | 'tax'>[];
};

/** Finalising an invoice: the client owes the total; revenue and each tax group get their part. Sums to zero. */
export function invoicePostings(clientId: string, invoice: TaxedSums): Posting[] {
  const party = { clientId, currency: invoice.currency };
  return withoutZeros([
    posting(party, 'receivable', invoice.total),
    posting(party, 'revenue', -invoice.net),
    ...invoice.taxes.map(({ category, ratePpm, place, component, tax }) =>
      posting(party, 'tax_payable', -tax, `${category}/${ratePpm}/${place}${component ? `/${component}` : ''}`),
    ),
  ]);
}

/** The entry that takes back another one, posting by posting: what voiding an invoice writes. */
export const mirrorPostings = (postings: readonly Posting[]): Posting[] =>
  postings.map((original) => ({ ...original, amount: -original.amount }));

/** Money received: what pays invoices lowers the receivable, the rest is credit of the client (a liability). */
export function paymentPostings(party: Party, amount: bigint, allocated: bigint): Posting[] {
  return withoutZeros([
    posting(party, 'bank', amount),
    posting(party, 'receivable', -allocated),
    posting(party, 'credit_liability', allocated - amount),
  ]);
}

/** Credit of the client used against an invoice. */
export const creditPostings = (party: Party, amount: bigint): Posting[] =>
  withoutZeros([posting(party, 'credit_liability', amount), posting(party, 'receivable', -amount)]);

/** Money given back: out of the client's credit, or out of what had paid an invoice, which is then owed again. */
export const refundPostings = (party: Party, amount: bigint, from: 'credit_liability' | 'receivable'): Posting[] =>
  withoutZeros([posting(party, from, amount), posting(party, 'bank', -amount)]);

/** A credit note: what the invoice booked, back; the whole of it is credit of the client at first. Amounts of a credit note are negative. */
export function creditNotePostings(clientId: string, note: TaxedSums): Posting[] {
  const [first, ...rest] = invoicePostings(clientId, note);
  return first ? [{ ...first, account: 'credit_liability' }, ...rest] : [];
}

/** Credit given as a gesture. */
export const adjustmentPostings = (party: Party, amount: bigint): Posting[] => [
  posting(party, 'goodwill', amount),
  posting(party, 'credit_liability', -amount),
];

/** Credit that moves from one client to another: an entry for each, with a clearing account between them that sums to zero. */
export const transferPostings = (from: Party, to: Party, amount: bigint): { out: Posting[]; into: Posting[] } => ({
  out: [posting(from, 'credit_liability', amount), posting(from, 'credit_clearing', -amount)],
  into: [posting(to, 'credit_clearing', amount), posting(to, 'credit_liability', -amount)],
});

/** A payment taken off an invoice: it is owed again, and the money is credit of the client. */
export const unapplyPostings = (party: Party, amount: bigint): Posting[] => [
  posting(party, 'receivable', amount),
  posting(party, 'credit_liability', -amount),
];

/** What is given up. */
export const writeOffPostings = (party: Party, amount: bigint): Posting[] => [
  posting(party, 'bad_debt', amount),
  posting(party, 'receivable', -amount),
];

/** Credit that has expired: income, or a debt to whoever the law names, as the workspace has chosen. */
export const expiryPostings = (party: Party, amount: bigint, to: 'expired_credit' | 'unclaimed_credit'): Posting[] => [
  posting(party, 'credit_liability', amount),
  posting(party, to, -amount),
];

/** What a client owed when its account was taken over: no revenue and no tax of ours, since the other system has booked both. */
export const openingPostings = (party: Party, amount: bigint): Posting[] => [
  posting(party, 'receivable', amount),
  posting(party, 'opening_balances', -amount),
];

/** A credit note of the other system for such an invoice: less was taken over, and the client has it as credit at first. */
export const openingCreditPostings = (party: Party, amount: bigint): Posting[] => [
  posting(party, 'opening_balances', amount),
  posting(party, 'credit_liability', -amount),
];

/** Whether an entry sums to zero in every currency: what the ledger demands of each. */
export function isBalanced(postings: readonly Posting[]): boolean {
  const byCurrency = groupBy(postings, ({ currency }) => currency);
  return [...byCurrency.values()].every((group) => group.reduce((sum, { amount }) => sum + amount, 0n) === 0n);
}

/** Why an invoice may not be voided, or null (product rule: refused while payments or credit are attached to it). */
export function voidRefusal(invoice: {
  state: 'draft' | 'final' | 'void';
  allocated: bigint;
  /** Numbers of living credit notes that take back some of it. */
  creditNotes?: readonly string[];
}): AppError | null {
  if (invoice.state === 'draft') return refused('invoice.draft', 'A draft has no number yet. Delete it instead.');
  if (invoice.state === 'void') return refused('invoice.void', 'This invoice has been voided already.');
  const [note] = invoice.creditNotes ?? [];
  if (note) {
    return refused(
      'invoice.credited',
      `${note} has credited some of this invoice. Void the credit note first, or credit the rest.`,
    );
  }
  if (invoice.allocated === 0n) return null;
  return refused('invoice.paid', 'Payments or credit are attached to this invoice. Take them off before voiding it.');
}
