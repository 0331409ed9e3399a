'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays } from '@kelp/std';
import { EmptyState, Money, Section } from '@kelp/ui';
import { simulateNext, simulateReplay, type ReplayRow, type SimulatedChange, type SimulatedInvoice } from '../contract';
import { sumsOf } from './amounts';
import { Failure, Loading } from './page-states';
import { Day, Figure } from './report-parts';
import { t } from './strings';

function Document({
  title,
  document,
  currency,
}: {
  title: string;
  document: SimulatedInvoice['asIs'];
  currency: string;
}) {
  return (
    <td>
      <span className="kelp-muted kelp-b-sub">{title}</span>
      {document === null && <span className="kelp-muted">{t('whatIf.noInvoice')}</span>}
      {document && (
        <table className="kelp-b-sources">
          <tbody>
            {document.lines.map((line, at) => (
              <tr key={at}>
                <td>{line.description}</td>
                <td className="kelp-b-end">
                  <Money minor={line.net} currency={currency} />
                </td>
              </tr>
            ))}
            <tr>
              <td>
                <strong>{t('whatIf.total')}</strong>
              </td>
              <td className="kelp-b-end">
                <strong>
                  <Money minor={document.total} currency={currency} />
                </strong>
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </td>
  );
}

function Problems({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="kelp-muted">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** The next three invoices beside each other. */
export function NextInvoices({ clientId, changes }: { clientId: string; changes: SimulatedChange[] }) {
  const input = { clientId, changes };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [simulateNext.name, input],
    queryFn: ({ signal }) => call(simulateNext, input, { signal }),
  });
  return (
    <Section title={t('whatIf.next')}>
      {isPending && <Loading />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.invoices.length === 0 && <EmptyState title={t('whatIf.none')} text={t('whatIf.noneText')} />}
      {data && data.invoices.length > 0 && (
        <table className="kelp-b-table kelp-b-plain">
          <tbody>
            {data.invoices.map(({ on, currency, asIs, wouldBe }) => (
              <tr key={`${on} ${currency}`}>
                <td>
                  <Day date={on} />
                  <span className="kelp-b-sub">
                    <Money minor={(wouldBe?.total ?? 0n) - (asIs?.total ?? 0n)} currency={currency} />
                  </span>
                </td>
                <Document title={t('whatIf.asIs')} document={asIs} currency={currency} />
                <Document title={t('whatIf.wouldBe')} document={wouldBe} currency={currency} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="kelp-r-stamp">{t('whatIf.nextNote')}</p>
      {data && <Problems sentences={data.problems} />}
    </Section>
  );
}

/** Who would have paid more, or less, largest difference first. */
function Replayed({ title, rows }: { title: string; rows: readonly ReplayRow[] }) {
  if (rows.length === 0) return null;
  return (
    <table className="kelp-b-table kelp-b-plain">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className="kelp-b-end">
            {t('whatIf.asIs')}
          </th>
          <th scope="col" className="kelp-b-end">
            {t('whatIf.wouldBe')}
          </th>
          <th scope="col" className="kelp-b-end">
            {t('report.change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ client, currency, asIs, wouldBe }) => (
          <tr key={`${client.id} ${currency}`}>
            <td>
              <Link href={`/msp/clients/${client.id}`}>{client.name}</Link>
            </td>
            {[asIs, wouldBe, wouldBe - asIs].map((minor, at) => (
              <td key={at} className="kelp-b-end">
                <Money minor={minor} currency={currency} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const byChange = (a: ReplayRow, b: ReplayRow): number => {
  const [left, right] = [a, b].map(({ asIs, wouldBe }) => (wouldBe < asIs ? asIs - wouldBe : wouldBe - asIs));
  return left === right ? a.client.name.localeCompare(b.client.name) : (left ?? 0n) < (right ?? 0n) ? 1 : -1;
};

/** The last twelve months again, page after page until all clients were looked at. */
export function Replay({ clientId, changes }: { clientId: string | null; changes: SimulatedChange[] }) {
  const input = { changes, ...(clientId ? { clientId } : {}) };
  const query = useInfiniteQuery({
    queryKey: [simulateReplay.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(simulateReplay, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const { hasNextPage, isFetching, fetchNextPage, isError } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const pages = query.data?.pages ?? [];
  const [first] = pages;
  const rows = pages.flatMap((page) => page.rows).sort(byChange);
  const looked = pages.reduce((sum, page) => sum + page.looked, 0);
  const changesOf = sumsOf(rows.map(({ currency, asIs, wouldBe }) => ({ currency, minor: wouldBe - asIs })));
  return (
    <Section title={t('whatIf.replay')}>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {first && (
        <>
          <p className="kelp-r-stamp">
            <Day date={first.from} /> – <Day date={addDays(first.to, -1)} />, {t('whatIf.looked', { count: looked })}{' '}
            {hasNextPage && t('whatIf.going')} {t('whatIf.replayNote')}
          </p>
          <dl className="kelp-r-figures">
            {changesOf.map(({ currency, minor }) => (
              <Figure key={currency} label={t('whatIf.difference', { currency })} strong>
                <Money minor={minor} currency={currency} />
              </Figure>
            ))}
          </dl>
          {rows.length === 0 && !hasNextPage && <EmptyState title={t('whatIf.same')} text={t('whatIf.sameText')} />}
          <Replayed title={t('whatIf.more')} rows={rows.filter(({ asIs, wouldBe }) => wouldBe > asIs)} />
          <Replayed title={t('whatIf.less')} rows={rows.filter(({ asIs, wouldBe }) => wouldBe < asIs)} />
          <Problems sentences={[...new Set(pages.flatMap((page) => page.problems))]} />
        </>
      )}
    </Section>
  );
}
