'use client';

import { Button, SegmentedControl, TextInput } from '@mantine/core';
import Link from 'next/link';
import { Fragment, useState } from 'react';
import { exportHref } from '@kelp/kernel/client';
import { addDays, addMonthsClamped, formatLocalDate } from '@kelp/std';
import { EmptyState, Money, PageHeader, Section, useAddress, useFormats } from '@kelp/ui';
import { exportTaxReport, taxPeriods, type TaxReportRow } from '../contract';
import { percentText } from '../domain/price-text';
import { BillingNav } from './billing-nav';
import { useMay } from './billing-queries';
import { Failure, Loading } from './page-states';
import { RowToggle } from './row-toggle';
import { spanOf, type Span } from './report-span';
import { t } from './strings';
import { useEndingExemptions, useTaxedDocuments, useTaxReport } from './tax-queries';
import './billing-pages.css';

type By = (typeof taxPeriods.options)[number];

/** The end of the period that begins on this day, within the span. */
function endOf(period: string, by: By, { to }: Span): string {
  if (by === 'whole') return to;
  const end = addMonthsClamped(`${period.slice(0, 8)}01`, by === 'month' ? 1 : 3);
  return end < to ? end : to;
}

function Documents({ row, span }: { row: TaxReportRow; span: Span }) {
  const { locale } = useFormats();
  const { currency, category, component, place, ratePpm, code } = row;
  const { data, error, isPending, refetch } = useTaxedDocuments({
    ...span,
    ...{ currency, category, component, place, ratePpm, code },
  });
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <table className="kelp-b-sources">
      <tbody>
        {data.documents.map((one) => (
          <tr key={one.id}>
            <td className="kelp-num">{formatLocalDate(one.invoiceDate, locale, 'medium')}</td>
            <td>
              <Link href={`/msp/billing/invoices/${one.id}`}>{one.number}</Link> {one.client.name}
              {one.evidence && <span className="kelp-muted"> {one.evidence}</span>}
            </td>
            <td className="kelp-b-end">
              <Money minor={one.base} currency={currency} />
            </td>
            <td className="kelp-b-end">
              <Money minor={one.tax} currency={currency} />
            </td>
          </tr>
        ))}
        {data.isCut && (
          <tr>
            <td colSpan={4}>{t('taxReport.cut')}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Row({ row, by, span }: { row: TaxReportRow; by: By; span: Span }) {
  const { locale } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const within = { from: row.period > span.from ? row.period : span.from, to: endOf(row.period, by, span) };
  const name = `${row.name}${row.component ? ` (${row.component})` : ''}`;
  return (
    <Fragment>
      <tr onClick={() => setOpen(!isOpen)} style={{ cursor: 'pointer' }}>
        <RowToggle
          isOpen={isOpen}
          label={t('taxReport.open', { name, place: row.place })}
          onToggle={() => setOpen(!isOpen)}
        />
        <td>
          <strong>{name}</strong>
          <span className="kelp-muted kelp-b-sub">
            {[
              row.place === '*' ? t('taxReport.everywhere') : row.place,
              row.category,
              row.reason,
              by !== 'whole' && formatLocalDate(row.period, locale, 'medium'),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </td>
        <td className="kelp-b-end kelp-num">{percentText(row.ratePpm)}</td>
        <td className="kelp-b-end kelp-num kelp-b-desk">{row.documents}</td>
        <td className="kelp-b-end">
          <Money minor={row.base} currency={row.currency} />
        </td>
        <td className="kelp-b-end">
          <Money minor={row.tax} currency={row.currency} />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td />
          <td colSpan={5}>
            <Documents row={row} span={within} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function Ending() {
  const { locale } = useFormats();
  const { data } = useEndingExemptions(useMay('client_tax.read'));
  if (!data || data.certificates.length === 0) return null;
  return (
    <Section title={t('taxReport.ending')}>
      <ul>
        {data.certificates.map(({ id, client, certificate, validTo }) => (
          <li key={id}>
            <Link href={`/msp/clients/${client.id}`}>{client.name}</Link>{' '}
            {t('taxReport.endsOn', { certificate, date: formatLocalDate(addDays(validTo, -1), locale, 'medium') })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const heads = ['taxReport.tax', 'column.taxRate', 'taxReport.documents', 'taxReport.base', 'column.tax'] as const;

function Table({ rows, by, span }: { rows: readonly TaxReportRow[]; by: By; span: Span }) {
  return (
    <table className="kelp-b-table">
      <thead>
        <tr>
          <td className="kelp-b-toggle" />
          {heads.map((key) => (
            <th
              key={key}
              scope="col"
              className={
                key === 'taxReport.tax' ? undefined : `kelp-b-end${key === 'taxReport.documents' ? ' kelp-b-desk' : ''}`
              }
            >
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={[row.period, row.currency, row.category, row.component, row.place, row.ratePpm, row.code].join(' ')}
            row={row}
            by={by}
            span={span}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Tax by period, category, rate and place; each number opens the documents behind it. */
export function TaxReportPage() {
  const [address, setAddress] = useAddress();
  const span = spanOf(address);
  const by = taxPeriods.options.find((one) => one === address.get('by')) ?? 'whole';
  const query = useTaxReport({ ...span, by });
  const href = exportHref(exportTaxReport, { ...span, by });
  const { data } = query;
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('taxReport.title')}
        actions={
          <Button component="a" href={href} variant="default" download>
            {t('taxReport.export')}
          </Button>
        }
      />
      <BillingNav />
      <div className="kelp-b-fields">
        <TextInput
          type="date"
          label={t('taxReport.from')}
          value={span.from}
          onChange={(event) => setAddress({ from: event.currentTarget.value || null })}
        />
        <TextInput
          type="date"
          label={t('taxReport.last')}
          value={addDays(span.to, -1)}
          onChange={(event) =>
            setAddress({ to: event.currentTarget.value ? addDays(event.currentTarget.value, 1) : null })
          }
        />
        <div>
          <span className="kelp-muted kelp-b-sub" id="tax-by">
            {t('taxReport.by')}
          </span>
          <SegmentedControl
            style={{ whiteSpace: 'nowrap' }}
            aria-labelledby="tax-by"
            size="xs"
            data={taxPeriods.options.map((value) => ({ value, label: t(`taxReport.by.${value}`) }))}
            value={by}
            onChange={(value) => setAddress({ by: value === 'whole' ? null : value })}
          />
        </div>
      </div>
      {query.isPending && <Loading />}
      {!data && query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {data?.rows.length === 0 && <EmptyState title={t('taxReport.empty')} text={t('taxReport.emptyText')} />}
      {data && data.rows.length > 0 && (
        <>
          <Table rows={data.rows} by={by} span={span} />
          <dl className="kelp-b-sums">
            {data.totals.map(({ currency, tax }) => (
              <div key={currency} data-strong>
                <dt>{t('taxReport.total', { currency })}</dt>
                <dd>
                  <Money minor={tax} currency={currency} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <Ending />
    </div>
  );
}
