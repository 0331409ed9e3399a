import { addDays, formatLocalDate, formatMoney, type LocalDate } from '@kelp/std';
import type { PurchaseOrderPolicy } from '../contract/purchase-orders';

export interface PurchaseOrderFacts {
  number: string;
  contractName: string | null;
  currency: string;
  amount: bigint;
  remaining: bigint;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  policy: PurchaseOrderPolicy;
}

/** What an order pays for and what is left: `Purchase order PO-7 pays for everything up to $10,000.00 before tax, for service from …`. */
export function purchaseOrderSentence(order: PurchaseOrderFacts, locale: string): string {
  const { number, contractName, currency, amount, remaining, validFrom, validTo, policy } = order;
  const money = (minor: bigint) => formatMoney(minor, currency, locale);
  const date = (day: LocalDate) => formatLocalDate(day, locale, 'medium');
  const until = validTo ? ` until ${date(addDays(validTo, -1))}` : '';
  const left = remaining < 0n ? `${money(-remaining)} more than that is taken.` : `${money(remaining)} are left.`;
  const beyond = policy === 'block' ? 'Invoices beyond it are kept back.' : 'Invoices beyond it are marked.';
  return `Purchase order ${number} pays for ${contractName ?? 'everything'} up to ${money(amount)} before tax, for service from ${date(validFrom)}${until}. ${left} ${beyond}`;
}
