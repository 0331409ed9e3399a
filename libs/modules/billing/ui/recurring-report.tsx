'use client';

import Link from 'next/link';
import { formatLocalDate, formatMoney, localDate } from '@kelp/std';
import { EmptyState, Money, Section, StatusBadge, TrendChart, useAddress, useFormats, type Tone } from '@kelp/ui';
import { exportRecurringRevenue, type ClientMovement, type RecurringRevenue } from '../contract';
import { Failure, Loading } from './page-states';
import { AsOf, CsvButton, DateField, Day, Figure, OpenRow } from './report-parts';
import { spanOf, type Span } from './report-span';
import { useRecurringLines, useRecurringRevenue } from './report-queries';
import { t } from './strings';

const tones: Record<ClientMovement['movement'], Tone> = {
  ...{ new: 'success', expansion: 'success', contraction: 'warning', churn: 'danger', none: 'neutral' },
};

function Lines({ row, span }: { row: ClientMovement; span: Span }) {
  const { data, error, isPending, refetch } = useRecurringLines({
    ...span,
    clientId: row.client.id,
    currency: row.currency,
  });
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <table className="kelp-b-sources">
      <tbody>
        {data.lines.map((line) => (
          <tr key={line.id}>
            <td>
              <Link href={`/msp/contracts/${line.contract.id}`}>{line.contract.name}</Link> {line.name}
              <span className="kelp-muted"> {t(`report.cycle.${line.cycle}` as 'report.cycle.monthly')}</span>
            </td>
            <td className="kelp-b-end">
              <Money minor={line.before} currency={line.currency} />
            </td>
            <td className="kelp-b-end">
              <Money minor={line.after} currency={line.currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Clients({ rows, span }: { rows: readonly ClientMovement[]; span: Span }) {
  return (
    <table className="kelp-b-table">
      <thead>
        <tr>
          <td className="kelp-b-toggle" />
          <th scope="col">{t('column.client')}</th>
          <th scope="col">{t('report.movement')}</th>
          <th scope="col" className="kelp-b-end kelp-b-desk">
            <Day date={span.from} />
          </th>
          <th scope="col" className="kelp-b-end">
            <Day date={span.to} />
          </th>
          <th scope="col" className="kelp-b-end kelp-b-desk">
            {t('report.change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OpenRow
            key={`${row.client.id} ${row.currency}`}
            name={row.client.name}
            columns={5}
            cells={
              <>
                <td>
                  <strong>{row.client.name}</strong>
                </td>
                <td>
                  <StatusBadge plain tone={tones[row.movement]} label={t(`report.movement.${row.movement}`)} />
                </td>
                <td className="kelp-b-end kelp-b-desk">
                  <Money minor={row.before} currency={row.currency} />
                </td>
                <td className="kelp-b-end">
                  <Money minor={row.after} currency={row.currency} />
                </td>
                <td className="kelp-b-end kelp-b-desk">
                  <Money minor={row.after - row.before} currency={row.currency} />
                </td>
              </>
            }
          >
            {() => <Lines row={row} span={span} />}
          </OpenRow>
        ))}
      </tbody>
    </table>
  );
}

function Currency({ sums }: { sums: RecurringRevenue['currencies'][number] }) {
  const { locale } = useFormats();
  const { currency } = sums;
  return (
    <>
      <dl className="kelp-r-figures">
        {(['start', 'new', 'expansion', 'contraction', 'churn', 'end'] as const).map((key) => (
          <Figure key={key} label={t(`report.recurring.${key}`)} strong={key === 'end'}>
            <Money minor={sums[key]} currency={currency} />
          </Figure>
        ))}
      </dl>
      <TrendChart
        label={t('report.recurring.chart', { currency })}
        points={sums.months.map(({ on, amount }) => ({
          key: on,
          label: formatLocalDate(on, locale, 'medium').replace(/[ ,]*\d{4}$/, ''),
          text: `${formatLocalDate(on, locale, 'medium')}: ${formatMoney(amount, currency, locale)}`,
          value: Number(amount),
        }))}
      />
    </>
  );
}

/** Monthly recurring revenue on two days and what moved between them; a client opens its contract lines. */
export function RecurringReport() {
  const [address, setAddress] = useAddress();
  const span = spanOf(address, localDate(new Date(), 'UTC'));
  const { data, error, isPending, refetch } = useRecurringRevenue(span);
  return (
    <>
      <div className="kelp-r-choose">
        <DateField label={t('report.onFirst')} value={span.from} onChange={(from) => setAddress({ from })} />
        <DateField label={t('report.onSecond')} value={span.to} onChange={(date) => setAddress({ to: date })} />
        <CsvButton query={exportRecurringRevenue} input={span} />
      </div>
      {isPending && <Loading />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <AsOf at={data.at} zone={data.zone}>
          {t('report.recurring.note')}{' '}
          {data.uncounted > 0 && t('report.recurring.uncounted', { count: data.uncounted })}
        </AsOf>
      )}
      {data?.currencies.length === 0 && (
        <EmptyState title={t('report.recurring.empty')} text={t('report.recurring.emptyText')} />
      )}
      {data?.currencies.map((sums) => (
        <Section key={sums.currency} title={t('report.in', { currency: sums.currency })}>
          <Currency sums={sums} />
          <Clients rows={data.clients.filter(({ currency }) => currency === sums.currency)} span={data} />
        </Section>
      ))}
    </>
  );
}
