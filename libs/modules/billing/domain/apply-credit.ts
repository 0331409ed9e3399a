import type { LocalDate } from '@kelp/std';

/** Credit of a client that has something left; amounts in minor units of `currency`. */
export interface CreditLot {
  id: string;
  currency: string;
  remaining: bigint;
  /** Unusable from this day on; null: it never expires. */
  expiresOn: LocalDate | null;
  /** When it came to be; orders lots that expire alike. */
  grantedAt: Date;
  /** Null: under every billing profile of the client. */
  billingProfileId: string | null;
  /** It pays lines of these services only; empty: everything. */
  serviceIds: readonly string[];
}

/** An invoice that asks for money. */
export interface CreditableInvoice {
  currency: string;
  billingProfileId: string;
  amountDue: bigint;
  /** What its lines cost with their tax, by service; lines without a service are paid by unlimited credit only. */
  byService: ReadonlyMap<string, bigint>;
}

export interface CreditUse {
  lotId: string;
  amount: bigint;
}

const never = '9999-12-31';
const orderOf = (lot: CreditLot): string => [lot.expiresOn ?? never, lot.grantedAt.toISOString(), lot.id].join(' ');

const least = (...amounts: bigint[]): bigint => amounts.reduce((a, b) => (b < a ? b : a));

/** Whether a lot may pay for anything of this currency and profile on this day (product rule: it expires at the day's beginning). */
export const isUsable = (
  lot: CreditLot,
  invoice: Pick<CreditableInvoice, 'currency' | 'billingProfileId'>,
  on: LocalDate,
): boolean =>
  lot.currency === invoice.currency &&
  lot.remaining > 0n &&
  (lot.expiresOn === null || on < lot.expiresOn) &&
  (lot.billingProfileId === null || lot.billingProfileId === invoice.billingProfileId);

/** Takes an amount out of what the services cost, in their order, and returns how much there was. */
function takeFromServices(left: Map<string, bigint>, serviceIds: readonly string[], wanted: bigint): bigint {
  let taken = 0n;
  for (const id of serviceIds) {
    const part = least(left.get(id) ?? 0n, wanted - taken);
    if (part <= 0n) continue;
    left.set(id, (left.get(id) ?? 0n) - part);
    taken += part;
  }
  return taken;
}

/**
 * Which credit pays an invoice, and how much of each: eligible and of the same currency only, soonest expiry first, then oldest,
 * then id (product rule). `on` is a local date of the workspace; `most` caps the whole. A lot for certain services pays no more
 * than their lines cost.
 */
export function applyCredit(
  lots: readonly CreditLot[],
  invoice: CreditableInvoice,
  on: LocalDate,
  most?: bigint,
): CreditUse[] {
  let due = most !== undefined && most < invoice.amountDue ? most : invoice.amountDue;
  const services = new Map(invoice.byService);
  const uses: CreditUse[] = [];
  const eligible = lots.filter((lot) => isUsable(lot, invoice, on));
  for (const lot of [...eligible].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))) {
    const wanted = least(lot.remaining, due);
    if (wanted <= 0n) continue;
    const amount = lot.serviceIds.length === 0 ? wanted : takeFromServices(services, lot.serviceIds, wanted);
    if (amount <= 0n) continue;
    uses.push({ lotId: lot.id, amount });
    due -= amount;
  }
  return uses;
}
