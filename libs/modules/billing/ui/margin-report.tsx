'use client';

import { SegmentedControl } from '@mantine/core';
import Link from 'next/link';
import { addDays, roundQuotient } from '@kelp/std';
import { EmptyState, formatMinutes, Money, Section, useAddress } from '@kelp/ui';
import { exportMargin, marginGroup, type MarginRow } from '../contract';
import { Failure, Loading } from './page-states';
import { AsOf, CsvButton, DateField, Day, Figure, OpenRow } from './report-parts';
import { spanOf, type Span } from './report-span';
import { useMargin, useMarginLines } from './report-queries';
import { t } from './strings';

type By = (typeof marginGroup.options)[number];
type Sums = Omit<MarginRow, 'client' | 'contract'>;

/** The margin and what part of the revenue it is; without one the reason: costs in another currency, or not known. */
function Margin({ sums }: { sums: Sums }) {
  const { margin, revenue, currency, cost, unpaidCost } = sums;
  if (margin === null) {
    const isKnown = cost !== 0n || unpaidCost !== 0n;
    return <span className="kelp-muted">{t(isKnown ? 'report.margin.other' : 'report.margin.unknown')}</span>;
  }
  const percent = revenue > 0n ? roundQuotient(margin * 100n, revenue) : null;
  return (
    <>
      <Money minor={margin} currency={currency} />
      {percent !== null && <span className="kelp-muted"> {percent.toString()} %</span>}
    </>
  );
}

/** What a reader must know beside the number. */
function notesOf({ revenueWithoutCost, minutesWithoutRate, revenue }: Sums): string[] {
  return [
    ...(revenueWithoutCost !== 0n
      ? [t(revenueWithoutCost === revenue ? 'report.margin.noCost' : 'report.margin.partCost')]
      : []),
    ...(minutesWithoutRate > 0 ? [t('report.margin.noRate', { time: formatMinutes(minutesWithoutRate) })] : []),
  ];
}

function Cost({
  cost,
  minutes,
  rateless,
  currency,
}: {
  cost: bigint | null;
  minutes: number;
  rateless: number;
  currency: string;
}) {
  if (cost !== null) return <Money minor={cost} currency={currency} />;
  return (
    <span className="kelp-muted">
      {t(minutes > 0 || rateless > 0 ? 'report.margin.lineNoRate' : 'report.margin.lineNoTime')}
    </span>
  );
}

function Lines({ row, span, by, costCurrency }: { row: MarginRow; span: Span; by: By; costCurrency: string }) {
  const { data, error, isPending, refetch } = useMarginLines({
    ...{ ...span, by, clientId: row.client.id, currency: row.currency },
    ...(row.contract ? { contractId: row.contract.id } : {}),
  });
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <table className="kelp-b-sources">
      <tbody>
        {data.lines.map((line) => (
          <tr key={line.id}>
            <td>
              <Link href={`/msp/billing/invoices/${line.invoice.id}`} className="kelp-num">
                {line.invoice.number}
              </Link>{' '}
              {line.description}
            </td>
            <td className="kelp-b-end">{line.minutes > 0 && formatMinutes(line.minutes)}</td>
            <td className="kelp-b-end">
              <Money minor={line.net} currency={row.currency} />
            </td>
            <td className="kelp-b-end">
              <Cost
                cost={line.cost}
                minutes={line.minutes}
                rateless={line.minutesWithoutRate}
                currency={costCurrency}
              />
            </td>
          </tr>
        ))}
        {data.unpaid.map((work) => (
          <tr key={work.id}>
            <td>
              <Day date={work.workDate} /> {work.person}, {work.service}{' '}
              {work.ticketId && <Link href={`/msp/tickets/${work.ticketId}`}>{t('report.ticket')}</Link>}
              <span className="kelp-muted"> {t('report.margin.unpaid')}</span>
            </td>
            <td className="kelp-b-end">{formatMinutes(work.minutes)}</td>
            <td className="kelp-b-end kelp-muted">–</td>
            <td className="kelp-b-end">
              <Cost cost={work.cost} minutes={work.minutes} rateless={work.minutes} currency={costCurrency} />
            </td>
          </tr>
        ))}
        {data.isCut && (
          <tr>
            <td colSpan={4}>{t('report.cut')}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Figures({ row, costCurrency }: { row: Sums; costCurrency: string }) {
  return (
    <>
      <td className="kelp-b-end">
        <Money minor={row.revenue} currency={row.currency} />
      </td>
      <td className="kelp-b-end kelp-b-desk">
        <Money minor={row.cost} currency={costCurrency} />
      </td>
      <td className="kelp-b-end kelp-b-desk">
        <Money minor={row.unpaidCost} currency={costCurrency} />
      </td>
      <td className="kelp-b-end">
        <Margin sums={row} />
      </td>
    </>
  );
}

function Table({
  rows,
  span,
  by,
  costCurrency,
}: {
  rows: readonly MarginRow[];
  span: Span;
  by: By;
  costCurrency: string;
}) {
  const ends = ['revenue', 'cost', 'unpaidCost', 'margin'] as const;
  return (
    <table className="kelp-b-table">
      <thead>
        <tr>
          <td className="kelp-b-toggle" />
          <th scope="col">{t(by === 'client' ? 'column.client' : 'report.contract')}</th>
          {ends.map((key) => (
            <th
              key={key}
              scope="col"
              className={`kelp-b-end${key === 'cost' || key === 'unpaidCost' ? ' kelp-b-desk' : ''}`}
            >
              {t(`report.margin.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OpenRow
            key={[row.client.id, row.contract?.id, row.currency].join(' ')}
            name={row.contract?.name ?? row.client.name}
            columns={5}
            cells={
              <>
                <td>
                  <strong>{row.client.name}</strong>{' '}
                  {by === 'contract' && (row.contract?.name ?? t('report.margin.noContract'))}
                  {notesOf(row).map((note) => (
                    <span key={note} className="kelp-b-sub kelp-muted">
                      {note}
                    </span>
                  ))}
                </td>
                <Figures row={row} costCurrency={costCurrency} />
              </>
            }
          >
            {() => <Lines row={row} span={span} by={by} costCurrency={costCurrency} />}
          </OpenRow>
        ))}
      </tbody>
    </table>
  );
}

/** What clients or contracts earned less what their time cost; a row opens its lines. */
export function MarginReport() {
  const [address, setAddress] = useAddress();
  const span = spanOf(address);
  const by = marginGroup.options.find((one) => one === address.get('by')) ?? 'client';
  const { data, error, isPending, refetch } = useMargin({ ...span, by });
  return (
    <>
      <div className="kelp-r-choose">
        <DateField label={t('taxReport.from')} value={span.from} onChange={(from) => setAddress({ from })} />
        <DateField
          label={t('taxReport.last')}
          value={addDays(span.to, -1)}
          onChange={(last) => setAddress({ to: last && addDays(last, 1) })}
        />
        <SegmentedControl
          aria-label={t('taxReport.by')}
          size="xs"
          data={marginGroup.options.map((value) => ({ value, label: t(`report.by.${value}`) }))}
          value={by}
          onChange={(value) => setAddress({ by: value === 'client' ? null : value })}
        />
        <CsvButton query={exportMargin} input={{ ...span, by }} />
      </div>
      {isPending && <Loading />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <AsOf at={data.at} zone={data.zone}>
          {t('report.margin.note', { currency: data.costCurrency })}{' '}
          {!data.hasRates && <Link href="/msp/settings/cost-rates">{t('report.margin.setRates')}</Link>}
        </AsOf>
      )}
      {data?.rows.length === 0 && <EmptyState title={t('report.margin.empty')} text={t('report.margin.emptyText')} />}
      {data?.totals.map((sums) => (
        <Section key={sums.currency} title={t('report.in', { currency: sums.currency })}>
          <dl className="kelp-r-figures">
            <Figure label={t('report.margin.revenue')}>
              <Money minor={sums.revenue} currency={sums.currency} />
            </Figure>
            <Figure label={t('report.margin.cost')}>
              <Money minor={sums.cost} currency={data.costCurrency} />
            </Figure>
            <Figure label={t('report.margin.unpaidCost')}>
              <Money minor={sums.unpaidCost} currency={data.costCurrency} />
            </Figure>
            <Figure label={t('report.margin.margin')} strong>
              <Margin sums={sums} />
            </Figure>
          </dl>
          <Table
            rows={data.rows.filter(({ currency }) => currency === sums.currency)}
            span={span}
            by={by}
            costCurrency={data.costCurrency}
          />
        </Section>
      ))}
    </>
  );
}
