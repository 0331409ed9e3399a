'use client';

import { ErrorState, ExactTime, Facts } from '@kelp/ui';
import { CommentThread } from './comment-thread';
import { t } from './strings';
import { TicketPriority, TicketStatus } from './ticket-columns';
import { useLastComments, useTicket, useTicketChoices } from './ticket-queries';

const SHOWN = 3;

/** A ticket beside the list: its facts and the last words of the conversation. */
export function TicketPeek({ id }: { id: string }) {
  const query = useTicket(id);
  const choices = useTicketChoices().data;
  const last = useLastComments(id, SHOWN);
  const total = last.data?.total ?? 0;
  const ticket = query.data;
  if (query.isError && !ticket) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!ticket) return <p className="kelp-muted">{t('loading')}</p>;
  return (
    <div className="kelp-ticket-peek">
      <Facts
        facts={[
          {
            key: 'status',
            label: t('column.status'),
            value: <TicketStatus status={ticket.status} choices={choices} />,
          },
          {
            key: 'priority',
            label: t('column.priority'),
            value: <TicketPriority priority={ticket.priority} choices={choices} />,
          },
          { key: 'assignee', label: t('column.assignee'), value: ticket.assignee?.name ?? t('nobody') },
          { key: 'client', label: t('column.client'), value: ticket.client?.name ?? t('none') },
          { key: 'contact', label: t('fact.contact'), value: ticket.contact?.name ?? t('none') },
          ...(ticket.location ? [{ key: 'location', label: t('fact.location'), value: ticket.location.name }] : []),
          { key: 'created', label: t('fact.created'), value: <ExactTime at={ticket.createdAt} /> },
        ]}
      />
      {total > SHOWN && <p className="kelp-muted">{t('peek.earlier', { count: total - SHOWN })}</p>}
      {last.data && <CommentThread threads={last.data.comments.map((comment) => ({ comment, answers: [] }))} />}
    </div>
  );
}
