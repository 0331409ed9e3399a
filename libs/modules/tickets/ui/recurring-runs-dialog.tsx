'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { formatInstant } from '@kelp/std';
import { call } from '@kelp/kernel/client';
import { Dialog, useFormats, QueryState } from '@kelp/ui';
import { getRecurringTicket, type RecurringTicketRow } from '../contract';
import { t } from './prepared-strings';
import './prepared-work.css';

/** What became of the latest occurrences, newest first. */
export function RecurringRunsDialog({ row, onClose }: { row: RecurringTicketRow; onClose: () => void }) {
  const { locale } = useFormats();
  const query = useQuery({
    queryKey: [getRecurringTicket.name, row.id],
    queryFn: ({ signal }) => call(getRecurringTicket, { id: row.id }, { signal }),
  });
  const runs = query.data?.runs ?? [];
  return (
    <Dialog opened onClose={onClose} title={t('recurring.runsOf', { name: row.name })} size="lg">
      <QueryState query={query} lines={4} />
      {query.data && runs.length === 0 && <p className="kelp-muted">{t('recurring.noRuns')}</p>}
      <ul className="kelp-recurrence-dates">
        {runs.map(({ originalStart, dueAt, outcome, ticket, reason }) => (
          <li key={originalStart}>
            <span>{formatInstant(dueAt, row.zone, locale, 'full')}</span>
            {ticket ? (
              <Link href={`/msp/tickets/${ticket.id}`}>{ticket.number}</Link>
            ) : (
              <span className="kelp-muted">{t(`outcome.${outcome}`)}</span>
            )}
            {reason && <span className="kelp-muted">{reason}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
