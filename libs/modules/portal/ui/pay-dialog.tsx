'use client';

import { Checkbox, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMoney, invalid, minorToDecimalString, parseMoney } from '@kelp/std';
import { FormDialog, Money, useFormats } from '@kelp/ui';
import { startPortalPayment, type PortalInvoiceRow } from '../contract';
import { t } from './strings';

interface PayDialogProps {
  /** Open invoices of one currency; all of them are chosen at first. */
  rows: readonly Pick<PortalInvoiceRow, 'id' | 'number' | 'amountDue' | 'currency'>[];
  allowsPartial: boolean;
  onClose: () => void;
}

/** What to pay, before the provider's own page opens. Card numbers are entered there and never here. */
export function PayDialog({ rows, allowsPartial, onClose }: PayDialogProps) {
  const { locale } = useFormats();
  const router = useRouter();
  const currency = rows[0]?.currency ?? 'USD';
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const textOf = (row: PayDialogProps['rows'][number]) =>
    typed[row.id] ?? minorToDecimalString(row.amountDue, currency);
  const chosen = rows.filter(({ id }) => !left.has(id));

  function amountOf(row: PayDialogProps['rows'][number]): bigint {
    try {
      return parseMoney(textOf(row).trim(), currency);
    } catch {
      return 0n;
    }
  }
  const total = chosen.reduce((sum, row) => sum + amountOf(row), 0n);

  function toggle(id: string) {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  }

  async function submit() {
    if (chosen.length === 0) throw invalid(t('pay.chooseOne'));
    const invoices = chosen.map((row) => ({ invoiceId: row.id, amount: parseMoney(textOf(row).trim(), currency) }));
    const { id } = await call(startPortalPayment, { invoices });
    router.push(`/client-portal/payments/${id}`);
  }

  return (
    <FormDialog
      title={t('pay.title')}
      submitLabel={t('pay.confirm', { amount: formatMoney(total, currency, locale) })}
      onSubmit={submit}
      onClose={onClose}
    >
      <ul className="kelp-p-pay">
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              label={<strong className="kelp-num">{row.number}</strong>}
              checked={!left.has(row.id)}
              disabled={rows.length === 1}
              onChange={() => toggle(row.id)}
            />
            {allowsPartial ? (
              <TextInput
                aria-label={t('pay.amountOf', { number: row.number, currency })}
                inputMode="decimal"
                value={textOf(row)}
                disabled={left.has(row.id)}
                onChange={(event) => setTyped({ ...typed, [row.id]: event.currentTarget.value })}
              />
            ) : (
              <Money minor={row.amountDue} currency={currency} />
            )}
          </li>
        ))}
      </ul>
      <p className="kelp-muted">{t('pay.hint')}</p>
    </FormDialog>
  );
}
