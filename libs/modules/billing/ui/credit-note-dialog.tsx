'use client';

import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { formatMoney, invalid, minorToDecimalString, parseMoney } from '@kelp/std';
import { ErrorState, FormDialog, Money, toastSuccess, useFormats } from '@kelp/ui';
import { createCreditNote, creditableLines, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';
import './billing-pages.css';

type Line = z.output<typeof creditableLines.output>['lines'][number];

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

function typed(text: string, currency: string): bigint | null {
  try {
    const amount = parseMoney(text.trim(), currency);
    return amount > 0n ? amount : null;
  } catch {
    return null;
  }
}

interface RowProps {
  line: Line;
  currency: string;
  /** null: the line is not credited */
  text: string | null;
  onText: (text: string | null) => void;
}

function CreditRow({ line, currency, text, onText }: RowProps) {
  const left = size(line.leftNet);
  const isGone = left === 0n;
  const amount = text === null ? 0n : typed(text, currency);
  return (
    <tr>
      <td>
        <Checkbox
          label={line.description}
          description={isGone && line.net !== 0n ? t('creditNote.gone') : undefined}
          disabled={isGone}
          checked={text !== null}
          onChange={(event) => onText(event.currentTarget.checked ? minorToDecimalString(left, currency) : null)}
        />
      </td>
      <td className="kelp-b-end kelp-b-desk">
        <Money minor={line.net} currency={currency} />
      </td>
      <td className="kelp-b-end">
        <Money minor={line.leftNet} currency={currency} />
      </td>
      <td className="kelp-b-amount-cell">
        <TextInput
          aria-label={t('creditNote.amountOf', { line: line.description })}
          inputMode="decimal"
          disabled={text === null}
          value={text ?? ''}
          error={text !== null && (amount === null || amount > left)}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </td>
    </tr>
  );
}

/** Takes back lines of an invoice by net amounts; what is typed cannot exceed what is left of a line. */
export function CreditNoteDialog({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const { id, currency, number } = invoice;
  const { locale } = useFormats();
  const router = useRouter();
  const refresh = useRefreshBilling();
  const [reason, setReason] = useState('');
  const [texts, setTexts] = useState<Record<number, string>>({});
  const query = useQuery({
    queryKey: [creditableLines.name, id],
    queryFn: ({ signal }) => call(creditableLines, { id }, { signal }),
  });
  const lines = (query.data?.lines ?? []).filter(({ net }) => net !== 0n);
  const chosen = lines.filter(({ position }) => texts[position] !== undefined);
  const net = chosen.reduce((sum, line) => sum + (typed(texts[line.position] ?? '', currency) ?? 0n), 0n);

  async function submit() {
    if (chosen.length === 0) throw invalid(t('creditNote.chooseLine'));
    const wanted = chosen.map((line) => {
      const amount = typed(texts[line.position] ?? '', currency);
      if (amount === null) throw invalid(t('creditNote.amountWrong', { line: line.description }));
      return amount === size(line.leftNet) ? { position: line.position } : { position: line.position, amount };
    });
    const note = await call(createCreditNote, { id, reason, lines: wanted });
    toastSuccess(t('creditNote.done', { number: note.number, amount: formatMoney(-note.total, currency, locale) }));
    await refresh();
    router.push(`/msp/billing/invoices/${note.id}`);
  }

  const set = (position: number) => (text: string | null) =>
    setTexts(({ [position]: _gone, ...rest }) => (text === null ? rest : { ...rest, [position]: text }));

  return (
    <FormDialog
      title={t('creditNote.title', { number: number ?? '' })}
      submitLabel={t('creditNote.confirm')}
      size="xl"
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('creditNote.text', { number: number ?? '' })}</p>
      <TextInput
        label={t('creditNote.reason')}
        required
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <table className="kelp-b-table kelp-b-plain">
        <thead>
          <tr>
            <th scope="col">{t('column.description')}</th>
            <th scope="col" className="kelp-b-end kelp-b-desk">
              {t('column.net')}
            </th>
            <th scope="col" className="kelp-b-end">
              {t('creditNote.left')}
            </th>
            <th scope="col">{t('creditNote.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <CreditRow
              key={line.position}
              line={line}
              currency={currency}
              text={texts[line.position] ?? null}
              onText={set(line.position)}
            />
          ))}
        </tbody>
      </table>
      <p className="kelp-muted">{t('creditNote.sum', { amount: formatMoney(net, currency, locale) })}</p>
    </FormDialog>
  );
}
