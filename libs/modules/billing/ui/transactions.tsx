'use client';

import { ErrorState, ExactTime, Money, Section } from '@kelp/ui';
import type { InvoiceDetail } from '../contract';
import { useMay, useTransactions } from './billing-queries';
import { t } from './strings';
import './billing-pages.css';

/** What was booked for this invoice, with what was still due after each booking. */
export function Transactions({ invoice }: { invoice: InvoiceDetail }) {
  const mayRead = useMay('payment.read');
  const isShown = mayRead && invoice.state !== 'draft';
  const { data, error, refetch } = useTransactions(invoice.id, isShown);
  if (!isShown) return null;
  const rows = data?.rows ?? [];
  return (
    <Section title={t('invoice.transactions')}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {rows.length > 0 && (
        <table className="kelp-b-table kelp-b-plain">
          <thead>
            <tr>
              <th scope="col">{t('column.date')}</th>
              <th scope="col">{t('column.type')}</th>
              <th scope="col" className="kelp-b-desk">
                {t('column.startedBy')}
              </th>
              <th scope="col" className="kelp-b-end">
                {t('column.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, at, type, actor, owed, amount, currency }) => (
              <tr key={id}>
                <td>
                  <ExactTime at={at} />
                </td>
                <td>{t(`transaction.${type}`)}</td>
                <td className="kelp-b-desk">{actor}</td>
                <td className="kelp-b-end">
                  <Money minor={owed === 0n ? amount : owed} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
