'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ErrorState, Section } from '@kelp/ui';
import { t } from './strings';
import './client.css';

export interface ClientRecordsProps<Row> {
  title: string;
  /** where all of them are */
  all: { href: string; label: string };
  query: Pick<UseQueryResult<{ rows: Row[] }>, 'data' | 'isPending' | 'error' | 'refetch'>;
  empty: string;
  /** one row: a link, what is known of it, and what stands at its end */
  describe: (row: Row) => { id: string; href: string; name: string; words: string; end: ReactNode };
}

/** A few records of a client on its page, and the way to the rest. */
export function ClientRecords<Row>({ title, all, query, empty, describe }: ClientRecordsProps<Row>) {
  const { data, isPending, error, refetch } = query;
  return (
    <Section title={title} actions={<Link href={all.href}>{all.label}</Link>}>
      {isPending && (
        <p className="kelp-muted" role="status">
          {t('loading')}
        </p>
      )}
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <p className="kelp-muted">{empty}</p>}
      {data && data.rows.length > 0 && (
        <ul className="kelp-entries" aria-label={title}>
          {data.rows.map(describe).map(({ id, href, name, words, end }) => (
            <li key={id} className="kelp-entry kelp-client-record">
              <span className="kelp-entry-words">
                <Link href={href}>{name}</Link>
                <span className="kelp-muted">{words}</span>
              </span>
              <span className="kelp-client-record-end">{end}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
