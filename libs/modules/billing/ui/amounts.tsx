'use client';

import { formatMoney, toDecimal } from '@kelp/std';
import { Money, StatusBadge, type Tone } from '@kelp/ui';
import type { InvoiceRow } from '../contract';
import { priceText } from '../domain/price-text';
import { t } from './strings';

/** An amount; a dash where there is no currency yet, because the client has no billing profile. */
export function Amount({ minor, currency }: { minor: bigint; currency: string }) {
  return currency ? <Money minor={minor} currency={currency} /> : <span className="kelp-muted">–</span>;
}

/** A unit price as money; with all its digits where it has parts of a minor unit. */
export function unitPriceText(price: string, currency: string, locale: string): string {
  const exact = toDecimal(price);
  return exact.isInteger() ? formatMoney(BigInt(exact.toFixed()), currency, locale) : priceText(price, currency);
}

interface Sum {
  currency: string;
  minor: bigint;
}

/** Sums by currency, in the order in which the currencies appear; amounts of different currencies are never added. */
export function sumsOf(amounts: readonly Sum[]): Sum[] {
  const sums = new Map<string, bigint>();
  for (const { currency, minor } of amounts) if (currency) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}

/** Sums by currency as one text: `$1,776.50, €20.00`. */
export const sumsText = (amounts: readonly Sum[], locale: string): string =>
  sumsOf(amounts)
    .map(({ currency, minor }) => formatMoney(minor, currency, locale))
    .join(', ');

const paymentTones = {
  unpaid: 'info',
  partly_paid: 'progress',
  paid: 'success',
  written_off: 'neutral',
} as const satisfies Record<string, Tone>;

/** Where an invoice stands: draft, void, overdue, or how far it is paid. */
export function InvoiceBadge({
  row,
  plain = false,
}: {
  row: Pick<InvoiceRow, 'state' | 'paymentState' | 'isOverdue'> & { kind?: InvoiceRow['kind'] };
  plain?: boolean;
}) {
  if (row.state !== 'final') return <StatusBadge tone="neutral" label={t(`state.${row.state}`)} plain={plain} />;
  if (row.kind === 'credit_note') return <StatusBadge tone="neutral" label={t('state.credit_note')} plain={plain} />;
  if (row.isOverdue) return <StatusBadge tone="danger" label={t('state.overdue')} plain={plain} />;
  const state = row.paymentState ?? 'unpaid';
  return <StatusBadge tone={paymentTones[state]} label={t(`state.${state}`)} plain={plain} />;
}
