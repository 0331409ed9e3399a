'use client';

import { Button, TextInput } from '@mantine/core';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { formatInstant } from '@kelp/std';
import { EmptyState, Kbd, Money, PageHeader, Section, useAddress, useFormats, useKeys } from '@kelp/ui';
import type { Statement } from '../contract';
import { useMay } from './billing-queries';
import { Failure, ForRecord, Loading } from './page-states';
import { useStatement } from './receivable-queries';
import { t } from './strings';
import { documentOf } from './transaction-document';
import './billing-pages.css';

const SendStatementDialog = lazy(() =>
  import('./send-statement-dialog').then((file) => ({ default: file.SendStatementDialog })),
);

type Account = Statement['accounts'][number];

function BalanceRow({ label, minor, currency }: { label: string; minor: bigint; currency: string }) {
  return (
    <tr>
      <td colSpan={3}>
        <strong>{label}</strong>
      </td>
      <td className="kelp-b-end">
        <strong>
          <Money minor={minor} currency={currency} />
        </strong>
      </td>
    </tr>
  );
}

function AccountTable({ account }: { account: Account }) {
  const { currency, opening, closing, rows, aging } = account;
  const { locale, timeZone } = useFormats();
  return (
    <Section title={currency}>
      <table className="kelp-b-table kelp-b-plain">
        <thead>
          <tr>
            <th scope="col">{t('column.date')}</th>
            <th scope="col">{t('column.type')}</th>
            <th scope="col" className="kelp-b-end">
              {t('column.amount')}
            </th>
            <th scope="col" className="kelp-b-end">
              {t('column.balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          <BalanceRow label={t('statement.opening')} minor={opening} currency={currency} />
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="kelp-b-day">{formatInstant(row.at, timeZone, locale, 'date')}</td>
              <td>
                <Link href={documentOf(row)}>
                  {t(`transaction.${row.type}`)} {row.invoice?.number}
                </Link>
              </td>
              <td className="kelp-b-end">
                <Money minor={row.amount} currency={currency} />
              </td>
              <td className="kelp-b-end">
                <Money minor={row.balance ?? 0n} currency={currency} />
              </td>
            </tr>
          ))}
          <BalanceRow label={t('statement.closing')} minor={closing} currency={currency} />
        </tbody>
      </table>
      {aging && (
        <dl className="kelp-b-ages">
          {(['current', 'days30', 'days60', 'days90', 'older'] as const).map((bucket) => (
            <div key={bucket}>
              <dt>{t(`aging.${bucket}`)}</dt>
              <dd>
                <Money minor={aging[bucket]} currency={currency} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

/** The account of one client over some days. */
export function StatementPage({ clientId }: { clientId: string }) {
  return (
    <ForRecord id={clientId} noun="client">
      <StatementOf clientId={clientId} />
    </ForRecord>
  );
}

function StatementOf({ clientId }: { clientId: string }) {
  const [address, setAddress] = useAddress();
  const [sending, setSending] = useState(false);
  const [from, to] = [address.get('from'), address.get('to')];
  const { data, error, isPending, refetch } = useStatement({
    clientId,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  });
  const maySend = useMay('invoice.send');
  useKeys('page', maySend && data ? { s: { label: t('statement.send'), run: () => setSending(true) } } : {});
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className="kelp-page">
      <PageHeader
        back={{ href: '/msp/billing/receivables', label: t('receivables.title') }}
        title={t('statement.title', { client: data.client.name })}
        actions={
          <>
            <TextInput
              type="date"
              style={{ flex: 1, minWidth: 0 }}
              aria-label={t('statement.from')}
              value={from ?? data.from}
              onChange={(event) => setAddress({ from: event.currentTarget.value || null })}
            />
            <TextInput
              type="date"
              style={{ flex: 1, minWidth: 0 }}
              aria-label={t('statement.to')}
              value={to ?? data.to}
              onChange={(event) => setAddress({ to: event.currentTarget.value || null })}
            />
            {maySend && (
              <Button onClick={() => setSending(true)} rightSection={<Kbd keys="s" />}>
                {t('statement.send')}
              </Button>
            )}
          </>
        }
      />
      {data.accounts.length === 0 && <EmptyState title={t('statement.empty')} text={t('statement.emptyText')} />}
      {data.accounts.map((account) => (
        <AccountTable key={account.currency} account={account} />
      ))}
      {sending && (
        <Suspense>
          <SendStatementDialog statement={data} onClose={() => setSending(false)} />
        </Suspense>
      )}
    </div>
  );
}
