'use client';

import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { listTickets } from '@kelp/tickets/contract';
import { TicketStatus, useTicketChoices } from '@kelp/tickets/screens';
import { RelativeTime } from '@kelp/ui';
import { ClientRecords } from './client-records';
import { t } from './strings';

const shown = 8;

/** The open tickets of a client, or of a contact, that moved last. */
export function ClientTickets({ clientId, contactId }: { clientId?: string; contactId?: string }) {
  const ofContact = contactId ? { filter: [{ field: 'contact', isNot: false, values: [contactId] }] } : {};
  const input = {
    ...(clientId ? { clientId } : {}),
    ...ofContact,
    state: 'open',
    sort: 'activity',
    direction: 'desc',
    limit: shown,
  } as const;
  const choices = useTicketChoices().data;
  const query = useQuery({
    queryKey: [listTickets.name, input],
    queryFn: ({ signal }) => call(listTickets, input, { signal }),
  });
  return (
    <ClientRecords
      title={t('openTickets')}
      all={{
        href: clientId ? `/msp/tickets?client=${clientId}` : `/msp/tickets?contact=${contactId}`,
        label: t('allTickets'),
      }}
      query={query}
      empty={t('noTickets')}
      describe={({ id, number, title, assignee, status, lastActivityAt }) => ({
        id,
        href: `/msp/tickets/${id}`,
        name: title,
        words: `${number}, ${assignee?.name ?? t('nobody')}`,
        end: (
          <>
            <TicketStatus status={status} choices={choices} plain />
            <span className="kelp-muted">
              <RelativeTime at={lastActivityAt} />
            </span>
          </>
        ),
      })}
    />
  );
}
