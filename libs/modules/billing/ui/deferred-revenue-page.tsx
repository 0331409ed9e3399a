'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { addDays, formatLocalDate } from '@kelp/std';
import { EmptyState, Money, PageHeader, Section, useAddress, useFormats } from '@kelp/ui';
import { readDeferredRevenue, type DeferredItem } from '../contract';
import { BillingNav } from './billing-nav';
import { Failure, Loading } from './page-states';
import { t } from './strings';
import './billing-pages.css';

const monthText = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}T00:00:00Z`),
  );

function Items({ items, month }: { items: readonly DeferredItem[]; month: string | null }) {
  const { locale } = useFormats();
  return (
    <table className="kelp-b-table">
      <thead>
        <tr>
          <th>{t('deferred.document')}</th>
          <th>{t('deferred.service')}</th>
          <th className="kelp-b-end">{month ? t('deferred.inMonth') : t('deferred.waits')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, invoice, client, description, service, currency, amount, recognised, inMonth }) => (
          <tr key={id}>
            <td>
              <Link href={`/msp/billing/invoices/${invoice.id}`} className="kelp-num">
                {invoice.number}
              </Link>{' '}
              {client.name}
              <span className="kelp-b-sub">{description}</span>
            </td>
            <td className="kelp-muted">
              {formatLocalDate(service.start, locale, 'medium')} –{' '}
              {formatLocalDate(addDays(service.end, -1), locale, 'medium')}
            </td>
            <td className="kelp-b-end">
              <Money minor={inMonth ?? amount - recognised} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was billed and is not earned yet, month by month; a month opens the lines behind its number. */
export function DeferredRevenuePage() {
  const { locale } = useFormats();
  const [address, setAddress] = useAddress();
  const month = address.get('month');
  const input = month ? { month } : {};
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [readDeferredRevenue.name, input],
    queryFn: ({ signal }) => call(readDeferredRevenue, input, { signal }),
    meta: { topics: ['invoice'] },
  });
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className="kelp-page">
      <PageHeader title={t('deferred.title')} />
      <BillingNav />
      {data.currencies.length === 0 && (
        <EmptyState title={t('deferred.none')} text={t(data.isOn ? 'deferred.noneText' : 'deferred.offText')} />
      )}
      {data.currencies.map(({ currency, deferred, months }) => (
        <Section
          key={currency}
          title={t('deferred.sum', { currency })}
          actions={
            <strong>
              <Money minor={deferred} currency={currency} />
            </strong>
          }
        >
          <table className="kelp-b-table">
            <tbody>
              {months.map((one) => (
                <tr key={one.month} data-selected={one.month === month || undefined}>
                  <td>
                    <button
                      type="button"
                      className="kelp-b-link"
                      aria-pressed={one.month === month}
                      onClick={() => setAddress({ month: one.month === month ? null : one.month })}
                    >
                      {monthText(one.month, locale)}
                    </button>
                  </td>
                  <td className="kelp-b-end">
                    <Money minor={one.amount} currency={currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ))}
      {data.items.length > 0 && (
        <Section title={month ? t('deferred.linesOf', { month: monthText(month, locale) }) : t('deferred.lines')}>
          <Items items={data.items} month={month} />
        </Section>
      )}
    </div>
  );
}
