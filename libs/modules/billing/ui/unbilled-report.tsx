'use client';

import Link from 'next/link';
import { EmptyState, formatMinutes, Money, Section, useAddress } from '@kelp/ui';
import { exportUnbilled, type UnbilledRow } from '../contract';
import { unbilledAges, unbilledKinds } from '../domain/unbilled-kinds';
import { Failure, Loading } from './page-states';
import { AsOf, CsvButton, Day } from './report-parts';
import { useUnbilled, useUnbilledItems } from './report-queries';
import { t } from './strings';

const columns = [...unbilledKinds, ...unbilledAges, 'total'] as const;
type Column = (typeof columns)[number];
type Sums = Omit<UnbilledRow, 'client'>;

interface Chosen {
  clientId: string;
  currency: string;
  column: Column;
}

/** What the number that was chosen consists of. */
function Items({ chosen, client }: { chosen: Chosen; client: string }) {
  const kind = unbilledKinds.find((one) => one === chosen.column);
  const age = unbilledAges.find((one) => one === chosen.column);
  const { data, error, isPending, refetch } = useUnbilledItems({
    ...{ clientId: chosen.clientId, currency: chosen.currency },
    ...(kind ? { kind } : {}),
    ...(age ? { age } : {}),
  });
  return (
    <Section title={t('report.unbilled.items', { client, what: t(`report.unbilled.${chosen.column}`) })}>
      {isPending && <Loading />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      <table className="kelp-b-table kelp-b-plain">
        <tbody>
          {data?.items.map((item, at) => (
            <tr key={item.entryId ?? at}>
              <td>
                <Day date={item.date} />
              </td>
              <td>
                {item.description}
                {item.person && <span className="kelp-muted"> {item.person}</span>}{' '}
                {item.ticketId && <Link href={`/msp/tickets/${item.ticketId}`}>{t('report.ticket')}</Link>}{' '}
                {item.contractId && <Link href={`/msp/contracts/${item.contractId}`}>{t('report.contract')}</Link>}
              </td>
              <td className="kelp-muted kelp-b-desk">{t(`report.unbilled.${item.kind}`)}</td>
              <td className="kelp-b-end">{item.minutes > 0 && formatMinutes(item.minutes)}</td>
              <td className="kelp-b-end">
                {item.amount === null ? (
                  <span className="kelp-muted">{t('report.unbilled.unpriced')}</span>
                ) : (
                  <Money minor={item.amount} currency={item.currency} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Amounts({ row, hrefOf }: { row: Sums; hrefOf: ((column: Column) => string) | null }) {
  return (
    <>
      {columns.map((column) => (
        <td key={column} className="kelp-b-end">
          {row[column] === 0n && <span className="kelp-muted">–</span>}
          {row[column] !== 0n &&
            (hrefOf ? (
              <Link href={hrefOf(column)} scroll={false}>
                <Money minor={row[column]} currency={row.currency} />
              </Link>
            ) : (
              <Money minor={row[column]} currency={row.currency} />
            ))}
        </td>
      ))}
    </>
  );
}

const hrefOf = (row: UnbilledRow) => (column: Column) =>
  `/msp/billing/reports?${new URLSearchParams({ report: 'unbilled', client: row.client.id, currency: row.currency, column }).toString()}`;

function Table({ rows, totals }: { rows: readonly UnbilledRow[]; totals: readonly Sums[] }) {
  return (
    <div className="kelp-b-scroll" tabIndex={0} role="region" aria-label={t('report.unbilled.title')}>
      <table className="kelp-b-table kelp-b-plain kelp-b-aging">
        <thead>
          <tr>
            <th scope="col">{t('column.client')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="kelp-b-end">
                {t(`report.unbilled.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.client.id} ${row.currency}`}>
              <td>
                <Link href={`/msp/billing/preview/${row.client.id}`}>{row.client.name}</Link>
                {row.unpricedMinutes > 0 && (
                  <Link href={hrefOf(row)('total')} scroll={false} className="kelp-b-sub">
                    {t('report.unbilled.without', { time: formatMinutes(row.unpricedMinutes) })}
                  </Link>
                )}
              </td>
              <Amounts row={row} hrefOf={hrefOf(row)} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          {totals.map((row) => (
            <tr key={row.currency}>
              <th scope="row">{t('receivables.all', { currency: row.currency })}</th>
              <Amounts row={row} hrefOf={null} />
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}

/** What was delivered and stands on no invoice, by kind and by age; each number opens what it consists of. */
export function UnbilledReport() {
  const [address] = useAddress();
  const { data, error, isPending, refetch } = useUnbilled();
  const [clientId, currency] = [address.get('client'), address.get('currency')];
  const column = columns.find((one) => one === address.get('column')) ?? 'total';
  const row = data?.rows.find((one) => one.client.id === clientId && one.currency === currency);
  return (
    <>
      <div className="kelp-r-choose">
        <CsvButton query={exportUnbilled} input={{}} />
      </div>
      {isPending && <Loading />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <AsOf at={data.at} zone={data.zone}>
          {t('report.unbilled.note')}
        </AsOf>
      )}
      {data?.rows.length === 0 && (
        <EmptyState title={t('report.unbilled.empty')} text={t('report.unbilled.emptyText')} />
      )}
      {data && data.rows.length > 0 && <Table rows={data.rows} totals={data.totals} />}
      {row && <Items chosen={{ clientId: row.client.id, currency: row.currency, column }} client={row.client.name} />}
    </>
  );
}
