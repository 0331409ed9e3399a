'use client';

import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { EmptyState, ErrorState, formatMinutes, PageHeader, Section, useAddress, useFormats } from '@kelp/ui';
import { missingRevenue, type MissingRow } from '../contract';
import { Amount, sumsText } from './amounts';
import { BillingNav } from './billing-nav';
import { Loading } from './page-states';
import { t } from './strings';
import './billing-pages.css';

const topics = ['invoice', 'time_entry', 'contract', 'client', 'service', 'tax_rate'];
const kinds = ['unapproved', 'blocked', 'never_billed', 'no_profile', 'uncovered'] as const;

/** The screen on which a finding is mended. */
function mend({ kind, client, contractId }: MissingRow): string {
  if (kind === 'unapproved') return '/msp/time';
  if (contractId) return `/msp/contracts/${contractId}`;
  return kind === 'no_profile' ? `/msp/clients/${client.id}` : `/msp/billing/preview/${client.id}`;
}

function Findings({ rows }: { rows: readonly MissingRow[] }) {
  return (
    <table className="kelp-b-table kelp-b-plain">
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            <td>
              <Link href={mend(row)}>{row.client.name}</Link>
              {row.sentences.map((sentence, index) => (
                <span key={index} className="kelp-b-sub kelp-muted">
                  {sentence}
                </span>
              ))}
            </td>
            <td className="kelp-b-end kelp-b-desk kelp-muted">
              {row.minutes > 0 && t('missing.entries', { count: row.count, time: formatMinutes(row.minutes) })}
            </td>
            <td className="kelp-b-end">
              <Amount minor={row.amount} currency={row.currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a run would leave out, before it is started: each finding with the amount at stake and the way to mend it. */
export function MissingPage() {
  const { locale } = useFormats();
  const [address, setAddress] = useAddress();
  const cutOff = address.get('before');
  const input = cutOff ? { cutOff } : {};
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [missingRevenue.name, input],
    queryFn: ({ signal }) => call(missingRevenue, input, { signal }),
    meta: { topics },
  });
  const totals = (data?.totals ?? []).map(({ currency, amount }) => ({ currency, minor: amount }));
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('missing.title')}
        meta={totals.length > 0 && t('missing.stake', { amount: sumsText(totals, locale) })}
        actions={
          <TextInput
            type="date"
            aria-label={t('missing.before')}
            value={cutOff ?? data?.cutOff ?? ''}
            onChange={(event) => setAddress({ before: event.currentTarget.value || null })}
          />
        }
      />
      <BillingNav />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data?.rows.length === 0 && <EmptyState title={t('missing.none')} text={t('missing.noneText')} />}
      {data &&
        kinds.map((kind) => {
          const rows = data.rows.filter((row) => row.kind === kind);
          return (
            rows.length > 0 && (
              <Section key={kind} title={t(`missing.${kind}`)}>
                <p className="kelp-muted kelp-b-lead">{t(`missing.${kind}Text`)}</p>
                <Findings rows={rows} />
              </Section>
            )
          );
        })}
    </div>
  );
}
