'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ClientPage } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { listTickets } from '@kelp/tickets/contract';
import { ErrorState, RelativeTime, Section, translator } from '@kelp/ui';
import strings from './en.json';

const t = translator(strings);
const shown = 8;

/** The open tickets of a client that moved last, and the way to all of them. */
function OpenTickets({ clientId }: { clientId: string }) {
  const input = { clientId, state: 'open', sort: 'activity', direction: 'desc', limit: shown } as const;
  const query = useQuery({
    queryKey: [listTickets.name, input],
    queryFn: ({ signal }) => call(listTickets, input, { signal }),
  });
  const rows = query.data?.rows ?? [];
  return (
    <Section title={t('openTickets')} actions={<Link href={`/msp/tickets?client=${clientId}`}>{t('allTickets')}</Link>}>
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <p className="kelp-muted">{t('noTickets')}</p>}
      <ul className="kelp-entries">
        {rows.map((ticket) => (
          <li key={ticket.id} className="kelp-entry">
            <span className="kelp-entry-words">
              <Link href={`/msp/tickets/${ticket.id}`}>{ticket.title}</Link>
              <span className="kelp-muted">
                {[ticket.number, ticket.status.name, ticket.assignee?.name].filter(Boolean).join(', ')}
              </span>
            </span>
            <span className="kelp-muted">
              <RelativeTime at={ticket.lastActivityAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A client with its open tickets. */
export function DeskClient({ id }: { id: string }) {
  return <ClientPage id={id} sections={<OpenTickets clientId={id} />} />;
}
