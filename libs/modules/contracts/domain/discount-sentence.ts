import { addDays, formatLocalDate, formatMoney, type LocalDate } from '@kelp/std';

export interface DiscountFacts {
  name: string;
  target: { kind: 'client' | 'contract' | 'line'; name: string };
  level: 'line' | 'document';
  percent: string | null;
  amount: bigint | null;
  cap: bigint | null;
  currency: string | null;
  repeats: 'every_invoice' | 'once' | 'until_used';
  isThirdPartyFunded: boolean;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

const repeatWords = {
  every_invoice: 'on every invoice',
  once: 'on one invoice, what is left lapses',
  until_used: 'until it is used up',
};

/** What a discount does, made from its settings: `Loyalty: 10 % off Workstation on every invoice, from Oct 1, 2026.` */
export function discountSentence(discount: DiscountFacts, locale: string): string {
  const { name, percent, amount, cap, currency, target, validTo } = discount;
  const money = (minor: bigint) => formatMoney(minor, currency ?? 'USD', locale);
  const date = (day: LocalDate) => formatLocalDate(day, locale, 'medium');
  const most = cap === null ? '' : `, at most ${money(cap)} an invoice,`;
  const what = percent === null ? money(amount ?? 0n) : `${percent} %`;
  const each = discount.level === 'line' && target.kind !== 'line' ? 'each line of ' : '';
  const where = target.kind === 'client' ? `${each}everything for ${target.name}` : `${each}${target.name}`;
  const until = validTo ? ` until ${date(addDays(validTo, -1))}` : '';
  const tax = discount.isThirdPartyFunded ? ' Somebody else pays it: tax stays on the full price.' : '';
  return `${name}: ${what} off ${where}${most} ${repeatWords[discount.repeats]}, for service from ${date(discount.validFrom)}${until}.${tax}`;
}
