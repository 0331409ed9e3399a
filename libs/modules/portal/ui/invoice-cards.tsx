'use client';

import Link from 'next/link';
import { formatLocalDate } from '@kelp/std';
import { Money, StatusBadge, useFormats, type Tone } from '@kelp/ui';
import type { PortalInvoiceRow } from '../contract';
import { t } from './strings';

const tones = {
  unpaid: 'info',
  partly_paid: 'progress',
  paid: 'success',
  written_off: 'neutral',
} as const satisfies Record<string, Tone>;

/** How an invoice stands: overdue before anything else. */
export function InvoiceState({ row }: { row: Pick<PortalInvoiceRow, 'kind' | 'isOverdue' | 'paymentState'> }) {
  if (row.kind === 'credit_note') return <StatusBadge tone="neutral" label={t('state.credit_note')} />;
  if (row.isOverdue) return <StatusBadge tone="danger" label={t('state.overdue')} />;
  return <StatusBadge tone={tones[row.paymentState]} label={t(`state.${row.paymentState}`)} />;
}

/** Invoices, one to a line, with what is still due in figures that line up. */
export function InvoiceCards({ rows }: { rows: readonly PortalInvoiceRow[] }) {
  const { locale } = useFormats();
  return (
    <ul className="kelp-p-list">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={`/client-portal/invoices/${row.id}`} className="kelp-p-item">
            <span className="kelp-p-item-main">
              <strong className="kelp-num">{row.number}</strong>
              <span className="kelp-muted kelp-p-item-facts">
                <span>{formatLocalDate(row.invoiceDate, locale, 'medium')}</span>
                {row.amountDue > 0n && (
                  <span>
                    {t('invoice.column.due')} {formatLocalDate(row.dueDate, locale, 'medium')}
                  </span>
                )}
              </span>
            </span>
            <span className="kelp-p-item-end">
              <InvoiceState row={row} />
              <span className="kelp-p-amount">
                <Money minor={row.amountDue > 0n ? row.amountDue : row.total} currency={row.currency} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
