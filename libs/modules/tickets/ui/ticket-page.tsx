'use client';

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ErrorState, PageHeader, Section, useKeys } from '@kelp/ui';
import { CommentThread } from './comment-thread';
import { Composer, type ComposerHandle } from './composer';
import { ConflictDialog } from './conflict-dialog';
import { HistoryPanel } from './history-panel';
import { neighbours, recallTrail, type ListTrail } from './list-trail';
import { t } from './strings';
import { TicketStatus } from './ticket-columns';
import { TicketFacts } from './ticket-facts';
import { useTicket, useTicketChoices, type Ticket } from './ticket-queries';
import { plainSend, useCommentSending, type PreparedSend, type WrittenComment } from './use-comment-sending';
import { useTicketEdit } from './use-ticket-edit';
import './tickets.css';

/** What rooms above tickets add to a ticket's page. */
export interface TicketPageSlots {
  /** beside the title: for instance when it is due */
  headerEnd?: (ticket: Ticket) => ReactNode;
  /** panels below the facts */
  sidePanels?: (ticket: Ticket) => ReactNode;
  /** fields below the text of the composer */
  composerExtra?: (ticket: Ticket) => ReactNode;
  /** sends a comment together with what `composerExtra` holds; called when the person presses send */
  prepareSend?: (comment: WrittenComment) => PreparedSend;
}

const hrefOf = (id: string | null) => (id ? `/msp/tickets/${id}` : null);

function useTrail(): ListTrail | null {
  const [trail, setTrail] = useState<ListTrail | null>(null);
  useEffect(() => setTrail(recallTrail(window.sessionStorage)), []);
  return trail;
}

/** One ticket: the conversation in the middle, the facts at its side, and the composer below. */
export function TicketPage({ id, ...slots }: { id: string } & TicketPageSlots) {
  const query = useTicket(id);
  if (query.data) return <LoadedTicket key={id} ticket={query.data} {...slots} />;
  if (query.isError) {
    return (
      <div className="kelp-page">
        <PageHeader title={t('ticket.title')} back={{ href: '/msp/tickets', label: t('list.title') }} />
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return <TicketSkeleton />;
}

function TicketSkeleton() {
  return (
    <div className="kelp-page" role="status">
      <span className="kelp-hidden">{t('loading')}</span>
      <div className="kelp-skeleton-lines" aria-hidden="true">
        <i style={{ width: '46%', height: 18 }} />
        <i style={{ width: '22%' }} />
        <i style={{ width: '80%', marginTop: 28 }} />
        <i style={{ width: '72%' }} />
        <i style={{ width: '64%' }} />
      </div>
    </div>
  );
}

function LoadedTicket({
  ticket,
  headerEnd,
  sidePanels,
  composerExtra,
  prepareSend = plainSend,
}: { ticket: Ticket } & TicketPageSlots) {
  const choices = useTicketChoices().data;
  const edit = useTicketEdit(ticket);
  const trail = useTrail();
  const { previous, next } = neighbours(trail, ticket.id);
  const composer = useRef<ComposerHandle>(null);
  const sending = useCommentSending(prepareSend, (returned) => composer.current?.giveBack(returned));
  const mayUpdate = ticket.abilities.includes('ticket.update');
  useKeys(
    'page',
    {
      r: { label: t('key.reply'), run: () => composer.current?.write('reply') },
      o: { label: t('key.note'), run: () => composer.current?.write('note') },
      'Mod+Enter': { label: t('key.send') },
    },
    { title: t('ticket.keys') },
  );

  return (
    <div className="kelp-page kelp-ticket">
      <PageHeader
        number={ticket.number}
        title={ticket.title}
        {...(mayUpdate ? { onRename: (title: string) => edit.save({ title }, t('saved.title')) } : {})}
        back={{ href: trail?.href ?? '/msp/tickets', label: t('list.title') }}
        meta={
          <>
            <TicketStatus status={ticket.status} choices={choices} />
            <span>{[ticket.contact?.name, ticket.client?.name].filter(Boolean).join(', ')}</span>
            {headerEnd?.(ticket)}
          </>
        }
        previousHref={hrefOf(previous)}
        nextHref={hrefOf(next)}
      />
      <div className="kelp-ticket-columns">
        <div className="kelp-ticket-main">
          <CommentThread
            comments={ticket.comments}
            pending={sending.pending.length > 0 ? sending.pending.map(({ text }) => text).join('\n\n') : null}
          />
          <Composer
            ref={composer}
            ticket={ticket}
            choices={choices}
            extra={composerExtra?.(ticket)}
            onSend={sending.send}
          />
        </div>
        <aside className="kelp-ticket-side" aria-label={t('ticket.facts')}>
          <Section title={t('ticket.facts')}>
            <TicketFacts ticket={ticket} choices={choices} edit={edit} />
          </Section>
          {sidePanels?.(ticket)}
          <HistoryPanel ticketId={ticket.id} />
        </aside>
      </div>
      <ConflictDialog edit={edit} />
    </div>
  );
}
