'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { formatLocalDate } from '@kelp/std';
import {
  DataList,
  ExactTime,
  Facts,
  FilterBar,
  Kbd,
  Money,
  PageHeader,
  StatusBadge,
  useAddress,
  useFormats,
  useKeys,
  usePeek,
  type DataListColumn,
} from '@kelp/ui';
import type { CreditRow } from '../contract';
import { sumsText } from './amounts';
import { BillingNav } from './billing-nav';
import { CompactRow } from './compact-row';
import { useCredits } from './money-queries';
import { t } from './strings';
import './billing-pages.css';

const dialogs = () => import('./credit-dialogs');
const GiveCreditDialog = lazy(() => dialogs().then((file) => ({ default: file.GiveCreditDialog })));
const RefundDialog = lazy(() => dialogs().then((file) => ({ default: file.RefundDialog })));
const TransferDialog = lazy(() => dialogs().then((file) => ({ default: file.TransferDialog })));

const invoiceHref = (id: string) => `/msp/billing/invoices/${id}`;
const sourceText = ({ source, document }: CreditRow): string =>
  document ? `${t(`credit.source.${source}`)} ${document.number}` : t(`credit.source.${source}`);

function Left({ row }: { row: CreditRow }) {
  if (row.remaining === 0n) return <span className="kelp-muted">{t('credit.usedUp')}</span>;
  if (row.isExpired) return <StatusBadge tone="warning" label={t('credit.expired')} plain />;
  return <Money minor={row.remaining} currency={row.currency} />;
}

const columnsFor = (locale: string): DataListColumn<CreditRow>[] => [
  {
    key: 'client',
    header: t('column.client'),
    width: 'minmax(150px, 1fr)',
    primary: true,
    render: (row) => row.client.name,
  },
  { key: 'source', header: t('column.source'), width: 'minmax(140px, 1fr)', hideBelow: 560, render: sourceText },
  {
    key: 'reason',
    header: t('void.reason'),
    width: 'minmax(120px, 1.2fr)',
    hideBelow: 900,
    render: ({ reason }) => <span className="kelp-muted">{reason}</span>,
  },
  {
    key: 'expires',
    header: t('credit.expiresOn'),
    width: '120px',
    hideBelow: 760,
    render: ({ expiresOn }) =>
      expiresOn ? <span className="kelp-num">{formatLocalDate(expiresOn, locale, 'medium')}</span> : t('credit.never'),
  },
  {
    key: 'amount',
    header: t('column.amount'),
    width: '116px',
    align: 'end',
    hideBelow: 640,
    render: (row) => <Money minor={row.amount} currency={row.currency} />,
  },
  { key: 'left', header: t('creditNote.left'), width: '116px', align: 'end', render: (row) => <Left row={row} /> },
];

interface GlanceProps {
  row: CreditRow;
  may: (permission: string) => boolean;
  onRefund: () => void;
  onTransfer: () => void;
}

/** A credit at a glance: where it comes from, what it was used for, and what can be done with the rest. */
function Glance({ row, may, onRefund, onTransfer }: GlanceProps) {
  const { currency, uses, document } = row;
  const isUsable = row.remaining > 0n && !row.isExpired;
  return (
    <>
      <Facts
        facts={[
          {
            key: 'source',
            label: t('column.source'),
            value: document ? <Link href={invoiceHref(document.id)}>{sourceText(row)}</Link> : sourceText(row),
          },
          { key: 'given', label: t('credit.given'), value: <ExactTime at={row.grantedAt} /> },
          { key: 'by', label: t('column.startedBy'), value: row.grantedBy },
          ...(row.reason ? [{ key: 'reason', label: t('void.reason'), value: row.reason }] : []),
          ...(row.profile ? [{ key: 'profile', label: t('invoice.profile'), value: row.profile.name }] : []),
          ...(row.services.length > 0
            ? [{ key: 'scope', label: t('credit.only'), value: row.services.map(({ name }) => name).join(', ') }]
            : []),
          { key: 'amount', label: t('column.amount'), value: <Money minor={row.amount} currency={currency} /> },
          { key: 'left', label: t('creditNote.left'), value: <Money minor={row.remaining} currency={currency} /> },
        ]}
      />
      {uses.length > 0 && (
        <table className="kelp-b-table kelp-b-plain">
          <tbody>
            {uses.map((use) => (
              <tr key={use.id} className={use.isReversed ? 'kelp-muted' : undefined}>
                <td>
                  {use.invoice ? (
                    <Link href={invoiceHref(use.invoice.id)}>{use.invoice.number}</Link>
                  ) : (
                    t(`credit.use.${use.kind}`)
                  )}
                  {use.isReversed && ` (${t('credit.takenBack')})`}
                </td>
                <td className="kelp-b-end">
                  <Money minor={use.amount} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isUsable && (
        <div className="kelp-actions">
          {may('credit.transfer') && (
            <Button variant="default" onClick={onTransfer}>
              {t('transfer')}
            </Button>
          )}
          {may('credit.refund') && (
            <Button variant="default" onClick={onRefund}>
              {t('refund')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

type Open = { what: 'give' } | { what: 'refund' | 'transfer'; credit: CreditRow };

function Dialog({ open, clientId, onClose }: { open: Open | null; clientId: string | null; onClose: () => void }) {
  if (!open) return null;
  return (
    <Suspense>
      {open.what === 'give' && <GiveCreditDialog clientId={clientId} onClose={onClose} />}
      {open.what === 'refund' && <RefundDialog credit={open.credit} onClose={onClose} />}
      {open.what === 'transfer' && <TransferDialog credit={open.credit} onClose={onClose} />}
    </Suspense>
  );
}

/** Credit of clients: N gives, Enter or Space looks at one and what it was used for. */
export function CreditsPage() {
  const { locale } = useFormats();
  const peek = usePeek();
  const [address, setAddress] = useAddress();
  const [open, setOpen] = useState<Open | null>(null);
  const clientId = address.get('client');
  const show = address.get('show') ?? 'open';
  const query = useCredits({
    ...(clientId ? { clientId } : {}),
    ...(show === 'all' ? {} : { isOpen: show === 'open' }),
  });
  const [first] = query.data?.pages ?? [];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const may = (permission: string) => first?.abilities.includes(permission) ?? false;
  useKeys('page', may('credit.create') ? { n: { label: t('giveCredit'), run: () => setOpen({ what: 'give' }) } } : {});
  const balances = (first?.balances ?? []).map(({ currency, remaining }) => ({ currency, minor: remaining }));

  const look = (row: CreditRow) =>
    peek.toggle({
      key: row.id,
      title: row.client.name,
      content: (
        <Glance
          row={row}
          may={may}
          onRefund={() => setOpen({ what: 'refund', credit: row })}
          onTransfer={() => setOpen({ what: 'transfer', credit: row })}
        />
      ),
    });

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('credits.title')}
        meta={balances.length > 0 && t('credits.balance', { amount: sumsText(balances, locale) })}
        actions={
          may('credit.create') && (
            <Button onClick={() => setOpen({ what: 'give' })} rightSection={<Kbd keys="n" />}>
              {t('giveCredit')}
            </Button>
          )
        }
      />
      <BillingNav />
      <FilterBar
        filters={[
          {
            key: 'show',
            label: t('invoices.show'),
            multiple: false,
            options: (['open', 'used', 'all'] as const).map((value) => ({ value, label: t(`credits.show.${value}`) })),
          },
        ]}
        values={{ show: [show] }}
        onChange={(key, [value]) => setAddress({ [key]: value ?? null })}
        onClear={() => setAddress({ show: null, client: null })}
      />
      <DataList
        label={t('credits.title')}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={(row) => `${row.client.name}, ${sourceText(row)}`}
        columns={columnsFor(locale)}
        renderCompact={(row) => (
          <CompactRow name={row.client.name} amount={<Left row={row} />} about={sourceText(row)} />
        )}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('credits.empty'), text: t('credits.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        onOpen={look}
        onPeek={look}
      />
      <Dialog open={open} clientId={clientId} onClose={() => setOpen(null)} />
    </div>
  );
}
