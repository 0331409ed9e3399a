'use client';

import { Button, Group, SegmentedControl } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  EmptyState,
  ExactTime,
  Money,
  PageHeader,
  Section,
  StatusBadge,
  toastError,
  toastSuccess,
  useAddress,
} from '@kelp/ui';
import { accountingTarget, runAccountingExport, type ExportCheck, type ExportRow } from '../contract';
import { BillingNav } from './billing-nav';
import { useExportCheck, useExports, useRefreshExports } from './export-queries';
import { ExportDetails } from './export-details';
import { Failure, Loading } from './page-states';
import { DateField, Day, Figure, OpenRow } from './report-parts';
import { t, wordFor } from './strings';
import './billing-pages.css';
import './reports.css';

type Target = (typeof accountingTarget.options)[number];

const mappingHref = (target: Target) => `/msp/settings/accounting?target=${target}`;

/** What must be mapped, or cannot be taken, with the way to mend it. */
function Problems({ check, target }: { check: ExportCheck; target: Target }) {
  if (check.unmapped.length + check.refused.length === 0) return null;
  return (
    <div className="kelp-b-notices" data-tone="warning" role="status">
      <strong>{t('export.problems')}</strong>
      <ul>
        {check.unmapped.map(({ kind, key, name, count }) => (
          <li key={`${kind} ${key}`}>
            <Link href={`${mappingHref(target)}#${kind}`}>
              {t(`mapping.${kind}`)}: {kind === 'account' ? wordFor('mapping.account', key) : name}
            </Link>{' '}
            {t('export.waiting', { count })}
          </li>
        ))}
        {check.refused.map(({ sentence, count }) => (
          <li key={sentence}>
            {sentence} {t('export.waiting', { count })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Check({ target, range }: { target: Target; range: { from?: string; to?: string } }) {
  const input = { target, ...range };
  const { data, error, isPending, refetch } = useExportCheck(input);
  const refresh = useRefreshExports();
  const [isWorking, setWorking] = useState(false);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  const hasProblems = data.unmapped.length + data.refused.length > 0;

  async function run() {
    setWorking(true);
    try {
      const { entryCount } = await call(runAccountingExport, { ...input, skipsProblems: hasProblems });
      toastSuccess(t('export.done', { count: entryCount }));
      await refresh();
    } catch (failure) {
      toastError(failure);
    } finally {
      setWorking(false);
    }
  }

  if (data.entryCount === 0) return <EmptyState title={t('export.nothing')} text={t('export.nothingText')} />;
  return (
    <Section
      title={t('export.next')}
      actions={
        data.abilities.includes('accounting_export.run') && (
          <Button size="xs" loading={isWorking} onClick={() => void run()}>
            {t(hasProblems ? 'export.runWithout' : 'export.run')}
          </Button>
        )
      }
    >
      <dl className="kelp-r-figures">
        {data.kinds.map(({ kind, count }) => (
          <Figure key={kind} label={wordFor('export.kind', kind)}>
            {count}
          </Figure>
        ))}
        {data.totals.map(({ currency, debit }) => (
          <Figure key={currency} label={t('export.debits', { currency })} strong>
            <Money minor={debit} currency={currency} />
          </Figure>
        ))}
      </dl>
      <p className="kelp-r-stamp">
        {t('report.days', { zone: data.zone })} {data.isCut && t('export.cut')}
      </p>
      <Problems check={data} target={target} />
    </Section>
  );
}

function Row({ row }: { row: ExportRow }) {
  return (
    <OpenRow
      name={t('export.of', { name: row.exportedBy })}
      columns={5}
      cells={
        <>
          <td>
            <ExactTime at={row.exportedAt} />
            <span className="kelp-b-sub kelp-muted">{row.exportedBy}</span>
          </td>
          <td>
            {row.from && (
              <>
                <Day date={row.from} /> –{' '}
              </>
            )}
            <Day date={row.to} />
          </td>
          <td>
            <StatusBadge
              plain
              tone={row.state === 'cancelled' ? 'neutral' : row.errorCount > 0 ? 'warning' : 'success'}
              label={
                row.state === 'exported' && row.errorCount > 0
                  ? t('export.withErrors', { count: row.errorCount })
                  : t(`export.state.${row.state}`)
              }
            />
          </td>
          <td className="kelp-b-end kelp-num">{row.entryCount}</td>
          <td className="kelp-b-end kelp-b-desk">
            {row.totals.map(({ currency, debit }) => (
              <div key={currency}>
                <Money minor={debit} currency={currency} />
              </div>
            ))}
          </td>
        </>
      }
    >
      {() => <ExportDetails id={row.id} />}
    </OpenRow>
  );
}

function Batches({ target }: { target: Target }) {
  const { data, error, isPending, refetch } = useExports(target);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data.rows.length === 0) return null;
  return (
    <Section title={t('export.before')}>
      <table className="kelp-b-table">
        <thead>
          <tr>
            <td className="kelp-b-toggle" />
            <th scope="col">{t('export.at')}</th>
            <th scope="col">{t('export.days')}</th>
            <th scope="col">{t('export.state')}</th>
            <th scope="col" className="kelp-b-end">
              {t('export.entries')}
            </th>
            <th scope="col" className="kelp-b-end kelp-b-desk">
              {t('export.debit')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** What goes into another system's books: what it has not yet, checked before; and the exports made, with files and errors. */
export function ExportsPage() {
  const [address, setAddress] = useAddress();
  const target = accountingTarget.options.find((one) => one === address.get('target')) ?? 'journal';
  const [from, to] = [address.get('from'), address.get('to')];
  const range = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('export.title')}
        actions={
          <Button component={Link} href={mappingHref(target)} variant="default">
            {t('mapping.title')}
          </Button>
        }
      />
      <BillingNav />
      <Group align="flex-end">
        <SegmentedControl
          aria-label={t('export.target')}
          data={accountingTarget.options.map((value) => ({ value, label: t(`export.target.${value}`) }))}
          value={target}
          onChange={(value) => setAddress({ target: value === 'journal' ? null : value })}
        />
        <DateField label={t('export.from')} value={from ?? ''} onChange={(date) => setAddress({ from: date })} />
        <DateField label={t('export.to')} value={to ?? ''} onChange={(date) => setAddress({ to: date })} />
      </Group>
      <Check target={target} range={range} />
      <Batches target={target} />
    </div>
  );
}
