'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, PageHeader, RelativeTime, StatusBadge, toastSuccess } from '@kelp/ui';
import { closePortalTicket } from '../contract';
import { Failure, isRecordId, Loading, NothingHere } from './page-states';
import { usePortalTicket } from './portal-queries';
import { ReplyBox } from './reply-box';
import { t } from './strings';
import { Thread } from './thread';
import { TicketFields } from './ticket-fields';
import { toneOf } from './ticket-cards';
import './portal-pages.css';

/** One request: how it stands in plain words, the conversation, and a box to answer. */
export function PortalTicketPage({ id }: { id: string }) {
  return isRecordId(id) ? <Request id={id} /> : <NothingHere />;
}

function Request({ id }: { id: string }) {
  const { data: ticket, error, isPending, refetch } = usePortalTicket(id);
  const cache = useQueryClient();
  const [closing, setClosing] = useState(false);
  if (isPending) return <Loading />;
  if (!ticket) return <Failure error={error} onRetry={() => void refetch()} />;

  const { number, status, requester, isMine, assignee, awaitsYou, abilities } = ticket;
  const refresh = () => cache.invalidateQueries();
  const mayClose = !status.isClosed && abilities.includes('portal_ticket.close');

  return (
    <div className="kelp-p-page">
      <PageHeader
        back={{ href: '/client-portal/tickets', label: t('back.tickets') }}
        number={number}
        title={ticket.title}
        meta={
          <>
            <StatusBadge tone={toneOf(ticket)} label={status.label} />
            {awaitsYou && <strong className="kelp-p-your-turn">{t('ticket.yourTurn')}</strong>}
            {!isMine && requester && <span>{t('ticket.asked', { name: requester })}</span>}
            {assignee && !status.isClosed && <span>{t('ticket.assignee', { name: assignee })}</span>}
            <span>
              {t('updated')} <RelativeTime at={ticket.lastActivityAt} />
            </span>
          </>
        }
        actions={
          mayClose && (
            <Button variant="default" onClick={() => setClosing(true)}>
              {t('ticket.solve')}
            </Button>
          )
        }
      />
      <TicketFields ticket={ticket} onDone={refresh} />
      <div className="kelp-p-panel">
        {ticket.isMerged && (
          <p className="kelp-p-joined" role="note">
            {ticket.continuesIn ? (
              <Link href={`/client-portal/tickets/${ticket.continuesIn.id}`}>
                {t('ticket.continuesIn', { number: ticket.continuesIn.number })}
              </Link>
            ) : (
              t('ticket.joined')
            )}
          </p>
        )}
        <Thread comments={ticket.comments} />
        {abilities.includes('portal_ticket.comment') && <ReplyBox ticket={ticket} onDone={refresh} />}
      </div>
      <ConfirmDialog
        opened={closing}
        title={t('ticket.closeTitle')}
        confirmLabel={t('ticket.closeConfirm')}
        onClose={() => setClosing(false)}
        onConfirm={async () => {
          await call(closePortalTicket, { id });
          toastSuccess(t('ticket.closed', { number }));
          await refresh();
        }}
      >
        <p>{t('ticket.closeText', { number })}</p>
      </ConfirmDialog>
    </div>
  );
}
