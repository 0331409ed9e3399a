'use client';

import { TextInput } from '@mantine/core';
import Link from 'next/link';
import { formatLocalDate } from '@kelp/std';
import { EmptyState, ErrorState, Money, PageHeader, Section, useAddress, useFormats } from '@kelp/ui';
import { agingBucketName, type AgingRow } from '../contract';
import { BillingNav } from './billing-nav';
import { useAging, useOpenItems } from './receivable-queries';
import { t } from './strings';
import './billing-pages.css';

type Sums = Omit<AgingRow, 'client'>;
type Column = (typeof agingBucketName.options)[number] | 'total';
const columns: readonly Column[] = [...agingBucketName.options, 'total'];

interface AmountsProps {
  row: Sums;
  /** null: of every client */
  clientId: string | null;
  hrefOf: (clientId: string | null, currency: string, column: Column) => string;
}

/** One row of figures; each opens the invoices behind it. */
function Amounts({ row, clientId, hrefOf }: AmountsProps) {
  return (
    <>
      {columns.map((column) => (
        <td key={column} className="kelp-b-end" data-overdue={column !== 'current' || undefined}>
          {row[column] === 0n ? (
            <span className="kelp-muted">–</span>
          ) : (
            <Link href={hrefOf(clientId, row.currency, column)} scroll={false}>
              <Money minor={row[column]} currency={row.currency} />
            </Link>
          )}
        </td>
      ))}
    </>
  );
}

interface ItemsProps {
  on: string | null;
  clientId: string | null;
  currency: string;
  bucket: string | null;
}

/** The invoices behind the number that was chosen. */
function Items({ on, clientId, currency, bucket: chosen }: ItemsProps) {
  const { locale } = useFormats();
  const bucket = agingBucketName.options.find((one) => one === chosen);
  const filter = {
    currency,
    ...(on ? { on } : {}),
    ...(clientId ? { clientId } : {}),
    ...(bucket ? { bucket } : {}),
  };
  const query = useOpenItems(filter, true);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const day = (date: string) => <span className="kelp-num">{formatLocalDate(date, locale, 'medium')}</span>;
  return (
    <Section title={t('receivables.items', { what: t(`aging.${bucket ?? 'total'}`), currency })}>
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <table className="kelp-b-table kelp-b-plain">
        <thead>
          <tr>
            <th scope="col">{t('column.number')}</th>
            <th scope="col">{t('column.client')}</th>
            <th scope="col" className="kelp-b-desk">
              {t('column.invoiceDate')}
            </th>
            <th scope="col">{t('column.dueDate')}</th>
            <th scope="col" className="kelp-b-end">
              {t('column.due')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link href={`/msp/billing/invoices/${row.id}`}>{row.number}</Link>
              </td>
              <td>{row.client.name}</td>
              <td className="kelp-b-desk">{day(row.invoiceDate)}</td>
              <td>{day(row.dueDate)}</td>
              <td className="kelp-b-end">
                <Money minor={row.amountDue} currency={row.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface TableProps {
  rows: readonly AgingRow[];
  totals: readonly Sums[];
  hrefOf: AmountsProps['hrefOf'];
}

function AgingTable({ rows, totals, hrefOf }: TableProps) {
  return (
    <div className="kelp-b-scroll" tabIndex={0} role="region" aria-label={t('receivables.title')}>
      <table className="kelp-b-table kelp-b-plain kelp-b-aging">
        <thead>
          <tr>
            <th scope="col">{t('column.client')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="kelp-b-end">
                {t(`aging.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.client.id} ${row.currency}`}>
              <td>
                <Link href={`/msp/billing/statements/${row.client.id}`}>{row.client.name}</Link>
              </td>
              <Amounts row={row} clientId={row.client.id} hrefOf={hrefOf} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          {totals.map((row) => (
            <tr key={row.currency}>
              <th scope="row">{t('receivables.all', { currency: row.currency })}</th>
              <Amounts row={row} clientId={null} hrefOf={hrefOf} />
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}

/** What clients owe at the end of a day, by how long it is overdue; each number opens its invoices, each client its statement. */
export function ReceivablesPage() {
  const [address, setAddress] = useAddress();
  const on = address.get('on');
  const currency = address.get('currency');
  const query = useAging(on ? { on } : {});
  const hrefOf: AmountsProps['hrefOf'] = (clientId, of, column) => {
    const chosen = new URLSearchParams({ currency: of });
    if (on) chosen.set('on', on);
    if (clientId) chosen.set('client', clientId);
    if (column !== 'total') chosen.set('bucket', column);
    return `/msp/billing/receivables?${chosen.toString()}`;
  };
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('receivables.title')}
        actions={
          <TextInput
            type="date"
            aria-label={t('receivables.on')}
            value={on ?? query.data?.on ?? ''}
            onChange={(event) => setAddress({ on: event.currentTarget.value || null })}
          />
        }
      />
      <BillingNav />
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && query.data.rows.length === 0 && (
        <EmptyState title={t('receivables.empty')} text={t('receivables.emptyText')} />
      )}
      {query.data && query.data.rows.length > 0 && (
        <AgingTable rows={query.data.rows} totals={query.data.totals} hrefOf={hrefOf} />
      )}
      {currency && (
        <Items on={on} clientId={address.get('client')} currency={currency} bucket={address.get('bucket')} />
      )}
    </div>
  );
}
