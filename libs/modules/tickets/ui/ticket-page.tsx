'use client';

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { FieldsSection } from '@kelp/fields/screens';
import { call } from '@kelp/kernel/client';
import { RecordTags } from '@kelp/tags/screens';
import { copyText, ErrorState, later, PageHeader, Section, toastError, toastSuccess, useKeys } from '@kelp/ui';
import { updateTicket } from '../contract';
import { CloseTodo } from './close-todo';
import { Composer, type ComposerHandle } from './composer';
import { ConversationPanel } from './conversation-panel';
import { DeleteTicket } from './delete-ticket';
import { FollowersPanel } from './followers-panel';
import { HistoryPanel } from './history-panel';
import { neighbours, recallTrail, type ListTrail } from './list-trail';
import { t } from './strings';
import { TicketStatus } from './ticket-columns';
import { TicketFacts } from './ticket-facts';
import { RelatedPanel } from './related-panel';
import { RelationBanner } from './relation-banner';
import { PresenceLine } from './presence-line';
import { findComment } from './threads';
import { useMe, useTicket, useTicketChoices, type Ticket } from './ticket-queries';
import { useChangedFacts } from './use-changed-facts';
import { useConversation } from './use-conversation';
import { useLinkedComment } from './use-linked-comment';
import { usePresence } from './use-presence';
import {
  plainSend,
  returnedOf,
  useCommentSending,
  type PreparedSend,
  type Returned,
  type WrittenComment,
} from './use-comment-sending';
import { useNamesGuard } from './use-names-guard';
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
  /** takes what stood beside the text of a reply that is taken back later than its seconds of undo */
  takeBack?: (rest: Record<string, unknown>) => void;
  /** keys of close blockers that what stands in `composerExtra` takes care of when it is sent */
  settled?: readonly string[];
  /** buttons beside the text marks which put words into the text */
  composerTools?: (ticket: Ticket, insert: (words: string) => void) => ReactNode;
}

const CollisionDialog = later(() => import('./collision-dialog').then((file) => file.CollisionDialog));
const ConflictDialog = later(() => import('./conflict-dialog').then((file) => file.ConflictDialog));

/** Puts the ticket's address into the clipboard; a browser that keeps its clipboard closed shows it instead. */
function copyLink({ id, number }: Ticket): void {
  const address = `${window.location.origin}/msp/tickets/${id}`;
  copyText(address).then(
    () => toastSuccess(t('ticket.copied', { number })),
    () => toastError(t('ticket.notCopied', { address })),
  );
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
  takeBack = () => undefined,
  composerTools,
  settled = [],
}: { ticket: Ticket } & TicketPageSlots) {
  const choices = useTicketChoices().data;
  const edit = useTicketEdit(ticket);
  const trail = useTrail();
  const { previous, next } = neighbours(trail, ticket.id);
  const composer = useRef<ComposerHandle>(null);
  const conversation = useConversation(ticket.id);
  const giveBack = (returned: Returned) =>
    composer.current?.giveBack({ ...returned, answering: findComment(conversation.threads, returned.parentId) });
  const sending = useCommentSending(prepareSend, giveBack, takeBack);
  const guard = useNamesGuard(ticket, sending.send, (comment, uploads) => giveBack(returnedOf(comment, uploads)));
  const me = useMe().data ?? null;
  const changed = useChangedFacts(ticket, me?.name ?? null);
  const [isWriting, setWriting] = useState(false);
  const present = usePresence(ticket.id, isWriting);
  useLinkedComment(conversation);
  const mayUpdate = ticket.abilities.includes('ticket.update');
  useKeys(
    'page',
    {
      r: { label: t('key.reply'), run: () => composer.current?.write('reply') },
      o: { label: t('key.note'), run: () => composer.current?.write('note') },
      y: { label: t('key.copyLink'), run: () => copyLink(ticket) },
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
            <RecordTags entity="ticket" id={ticket.id} name={ticket.number} tags={ticket.tags} mayUpdate={mayUpdate} />
          </>
        }
        previousHref={hrefOf(previous)}
        nextHref={hrefOf(next)}
      />
      <RelationBanner ticket={ticket} />
      <div className="kelp-ticket-columns">
        <div className="kelp-ticket-main">
          <ConversationPanel
            ticket={ticket}
            choices={choices}
            conversation={conversation}
            onAnswer={(comment) => composer.current?.answer(comment)}
            onQuote={(words) => composer.current?.quote(words)}
            onTakeBack={sending.takeBack}
          />
          <PresenceLine people={present} />
          <Composer
            ref={composer}
            ticket={ticket}
            choices={choices}
            latestId={conversation.latestId}
            extra={composerExtra?.(ticket)}
            tools={composerTools && ((insert) => composerTools(ticket, insert))}
            settled={settled}
            onSend={guard.send}
            onWriting={setWriting}
          />
        </div>
        <aside className="kelp-ticket-side" aria-label={t('ticket.facts')}>
          <Section title={t('ticket.facts')}>
            <TicketFacts ticket={ticket} choices={choices} edit={edit} changed={changed} />
          </Section>
          <CloseTodo ticket={ticket} />
          <RelatedPanel ticket={ticket} />
          <FollowersPanel ticket={ticket} />
          <FieldsSection
            entity="ticket"
            id={ticket.id}
            save={(custom, version) => call(updateTicket, { id: ticket.id, version, custom })}
          />
          {sidePanels?.(ticket)}
          <HistoryPanel ticketId={ticket.id} />
          <DeleteTicket ticket={ticket} back={trail?.href ?? '/msp/tickets'} />
        </aside>
      </div>
      {edit.conflict && <ConflictDialog edit={edit} conflict={edit.conflict} />}
      {guard.dialog}
      {sending.collision && (
        <CollisionDialog
          collision={sending.collision}
          threads={conversation.threads}
          held={conversation.held}
          me={me?.id ?? null}
        />
      )}
    </div>
  );
}
