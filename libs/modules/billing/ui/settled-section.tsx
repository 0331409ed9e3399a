'use client';

import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import { formatLocalDate, formatMoney } from '@kelp/std';
import { ConfirmDialog, ExactTime, Money, Section, toastSuccess, useFormats } from '@kelp/ui';
import { applyCreditTo, takeBackCredit, undoWriteOff, unapplyPayment, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t, wordFor } from './strings';
import './billing-pages.css';

interface Act {
  title: string;
  text: string;
  confirm: string;
  run: () => Promise<unknown>;
}

interface Part {
  key: string;
  name: ReactNode;
  amount: bigint;
  act: Act | null;
}

function partsOf(invoice: InvoiceDetail, locale: string): Part[] {
  const may = (permission: string) => invoice.abilities.includes(permission);
  const number = invoice.number ?? '';
  const payments = invoice.payments.map(({ id, receivedOn, method, amount }) => ({
    key: id,
    name: `${t('transaction.payment')}, ${formatLocalDate(receivedOn, locale, 'medium')}, ${wordFor('method', method)}`,
    amount,
    act: may('payment.update')
      ? {
          title: t('unapply.title'),
          text: t('unapply.text', { number }),
          confirm: t('unapply'),
          run: () => call(unapplyPayment, { paymentId: id, invoiceId: invoice.id }),
        }
      : null,
  }));
  const credits = invoice.creditUses.map(({ id, at, amount }) => ({
    key: id,
    name: (
      <>
        {t('transaction.credit')}, <ExactTime at={at} />
      </>
    ),
    amount,
    act: may('credit.apply')
      ? {
          title: t('takeBack.title'),
          text: t('takeBack.text', { number }),
          confirm: t('takeBack'),
          run: () => call(takeBackCredit, { useId: id }),
        }
      : null,
  }));
  const lost: Part = {
    key: 'written-off',
    name: t('transaction.write_off'),
    amount: invoice.writtenOff,
    act: may('invoice.write_off')
      ? {
          title: t('undoWriteOff.title'),
          text: t('undoWriteOff.text', { number }),
          confirm: t('undoWriteOff'),
          run: () => call(undoWriteOff, { id: invoice.id }),
        }
      : null,
  };
  return [...payments, ...credits, ...(invoice.writtenOff === 0n ? [] : [lost])];
}

/** What has settled an invoice, each part with the way to take it off again, and the client's credit that would fit. */
export function SettledSection({ invoice }: { invoice: InvoiceDetail }) {
  const { locale } = useFormats();
  const refresh = useRefreshBilling();
  const [asked, setAsked] = useState<Act | null>(null);
  const { id, currency, amountDue, availableCredit, abilities } = invoice;
  const parts = partsOf(invoice, locale);
  const usable = availableCredit < amountDue ? availableCredit : amountDue;
  const offersCredit = usable > 0n && abilities.includes('credit.apply');
  if (parts.length === 0 && !offersCredit) return null;
  const available = formatMoney(availableCredit, currency, locale);

  async function use() {
    const { used } = await call(applyCreditTo, { invoiceId: id });
    toastSuccess(t('useCredit.done', { amount: formatMoney(used, currency, locale) }));
  }

  return (
    <Section title={t('settled')}>
      {offersCredit && (
        <p className="kelp-b-offer">
          {t('useCredit.offer', { amount: available })}
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              setAsked({
                title: t('useCredit.title', { amount: formatMoney(usable, currency, locale) }),
                text: t('useCredit.text'),
                confirm: t('useCredit'),
                run: use,
              })
            }
          >
            {t('useCredit')}
          </Button>
        </p>
      )}
      {parts.length > 0 && (
        <table className="kelp-b-table kelp-b-plain">
          <tbody>
            {parts.map(({ key, name, amount, act }) => (
              <tr key={key}>
                <td>{name}</td>
                <td className="kelp-b-end">
                  <Money minor={amount} currency={currency} />
                </td>
                <td className="kelp-b-row-actions">
                  {act && (
                    <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAsked(act)}>
                      {t('takeOff')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ConfirmDialog
        opened={asked !== null}
        title={asked?.title ?? ''}
        confirmLabel={asked?.confirm ?? ''}
        onClose={() => setAsked(null)}
        onConfirm={async () => {
          await asked?.run();
          await refresh();
        }}
      >
        <p>{asked?.text}</p>
      </ConfirmDialog>
    </Section>
  );
}
