'use client';

import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMoney } from '@kelp/std';
import { EmptyState, ErrorState, Kbd, Money, PageHeader, Section, StatusBadge, useFormats, useKeys } from '@kelp/ui';
import { reviewDrafts, type ReviewRow } from '../contract';
import { AwaitedApprovals } from './approval-section';
import { unitPriceText } from './amounts';
import { BillingNav } from './billing-nav';
import { useMay } from './billing-queries';
import { FinaliseDialog } from './finalise-dialog';
import { Loading } from './page-states';
import { t } from './strings';
import './billing-pages.css';

type Line = ReviewRow['lines'][number];

/** Both figures of what changed; a dash where several lines were compared by their sum. */
function figures({ change, before, after }: Line, currency: string, locale: string): string {
  if (!before || !after) return '';
  if (change === 'price') {
    return `${unitPriceText(before.unitPrice, currency, locale)} → ${unitPriceText(after.unitPrice, currency, locale)}`;
  }
  if (change !== 'quantity' || !before.quantity || !after.quantity) return '';
  return `${before.quantity} → ${after.quantity}`;
}

function Differences({ row }: { row: ReviewRow }) {
  const { locale } = useFormats();
  return (
    <table className="kelp-b-table kelp-b-plain">
      <tbody>
        {row.lines.map((line, at) => (
          <tr key={at}>
            <td>{line.description}</td>
            <td className="kelp-muted">
              {t(`review.${line.change}`)} {figures(line, row.currency, locale)}
            </td>
            <td className="kelp-b-end">
              <Money minor={line.difference} currency={row.currency} />
            </td>
          </tr>
        ))}
        <tr>
          <td colSpan={2}>
            <strong>{row.before === null ? t('review.first') : t('review.sum')}</strong>
          </td>
          <td className="kelp-b-end">
            <strong>
              <Money minor={row.difference} currency={row.currency} />
            </strong>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** What is left of the purchase orders that the draft takes from. */
function Orders({ row: { orders, currency } }: { row: ReviewRow }) {
  const { locale } = useFormats();
  if (orders.length === 0) return null;
  const words = orders.map(({ number, remaining }) =>
    t('invoice.orderLeft', { number, remaining: formatMoney(remaining, currency, locale) }),
  );
  return (
    <Text size="sm" className="kelp-muted kelp-num">
      {t('review.orders', { orders: words.join(', ') })}
    </Text>
  );
}

/** Drafts of runs against the month before: only what differs is shown, and F finalises all that did not change. */
export function ReviewPage() {
  const [finalising, setFinalising] = useState<string[]>([]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [reviewDrafts.name],
    queryFn: ({ signal }) => call(reviewDrafts, {}, { signal }),
    meta: { topics: ['invoice'] },
  });
  const mayFinalise = useMay('invoice.finalize');
  const unchanged = data?.unchangedIds ?? [];
  const offers = mayFinalise && unchanged.length > 0;
  const label = t('review.finalise', { count: unchanged.length });
  useKeys('page', offers ? { f: { label, run: () => setFinalising(unchanged) } } : {});
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('review.title')}
        actions={
          offers && (
            <Button onClick={() => setFinalising(unchanged)} rightSection={<Kbd keys="f" />}>
              {label}
            </Button>
          )
        }
      />
      <BillingNav />
      <AwaitedApprovals />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data?.rows.length === 0 && (
        <EmptyState
          title={t(unchanged.length > 0 ? 'review.same' : 'review.none')}
          text={t(unchanged.length > 0 ? 'review.sameText' : 'review.noneText', { count: unchanged.length })}
        />
      )}
      {data?.rows.map((row) => (
        <Section
          key={row.id}
          title={row.client.name}
          actions={
            <>
              {row.anomalies.map((anomaly) => (
                <StatusBadge key={anomaly} tone="warning" label={t(`anomaly.${anomaly}`)} plain />
              ))}
              <Link href={`/msp/billing/invoices/${row.id}`}>{t('review.open')}</Link>
            </>
          }
        >
          <Differences row={row} />
          <Orders row={row} />
        </Section>
      ))}
      <FinaliseDialog chosen={finalising.length > 0 ? { ids: finalising } : null} onClose={() => setFinalising([])} />
    </div>
  );
}
