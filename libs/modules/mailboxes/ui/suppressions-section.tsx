'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { ErrorState, ExactTime, Section, toastError, toastSuccess } from '@kelp/ui';
import { clearSuppression, type SuppressionRow } from '../contract';
import { useRefreshMailboxes, useSuppressions } from './mailbox-queries';
import { t } from './strings';

function Words({ row }: { row: SuppressionRow }) {
  const { contact } = row;
  return (
    <span className="kelp-entry-words">
      <strong>{row.address}</strong>
      <span className="kelp-muted">
        {contact?.clientId && <Link href={`/msp/clients/${contact.clientId}`}>{contact.name}</Link>}{' '}
        {t(`supp.${row.reason}`)}
        {row.detail && `: ${row.detail}`} {row.until && <ExactTime at={row.until} />}
      </span>
    </span>
  );
}

/** The addresses that get no mail, and the way to allow it again. */
export function SuppressionsSection({ mayChange }: { mayChange: boolean }) {
  const { data, isError, error, refetch } = useSuppressions();
  const refresh = useRefreshMailboxes();

  async function clear({ id }: SuppressionRow) {
    try {
      const { address } = await call(clearSuppression, { id });
      toastSuccess(t('supp.cleared', { address }));
      await refresh();
    } catch (failure) {
      toastError(failure);
    }
  }

  return (
    <Section title={t('supp.title')}>
      {isError && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <p className="kelp-muted">{t('supp.empty')}</p>}
      <ul className="kelp-entries" aria-label={t('supp.title')}>
        {data?.rows.map((row) => (
          <li key={row.id} className="kelp-entry">
            <Words row={row} />
            {mayChange && (
              <Button size="xs" variant="default" onClick={() => void clear(row)}>
                {t('supp.clear')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
