'use client';

import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, toastError } from '@kelp/ui';
import { reactToComment, type CommentCard, type HeldReplyCard } from '../contract';
import type { OpenDialog } from './comment-dialogs';
import type { CommentActions } from './comment-menu';
import { CommentThread } from './comment-thread';
import { HeldReply } from './held-reply';
import { t } from './strings';
import { useMe, type Ticket, type TicketChoices } from './ticket-queries';
import type { Conversation } from './use-conversation';

const CommentDialogs = lazy(() => import('./comment-dialogs'));
const RelateDialogs = lazy(() => import('./relate-dialogs'));

interface ConversationPanelProps {
  ticket: Ticket;
  choices: TicketChoices | undefined;
  conversation: Conversation;
  onAnswer: (comment: CommentCard) => void;
  onQuote: (words: string) => void;
  onTakeBack: (held: HeldReplyCard) => Promise<void>;
}

/** The words selected within this comment, or all of it. */
function quotable(comment: CommentCard): string {
  const selection = window.getSelection();
  const selected = selection?.toString().trim() ?? '';
  const place = document.getElementById(`comment-${comment.id}`);
  const isInside = selection?.anchorNode ? (place?.contains(selection.anchorNode) ?? false) : false;
  return isInside && selected !== '' ? selected : comment.text;
}

/** The conversation of a ticket with everything that can be done to its comments. */
export function ConversationPanel({
  ticket,
  choices,
  conversation,
  onAnswer,
  onQuote,
  onTakeBack,
}: ConversationPanelProps) {
  const client = useQueryClient();
  const me = useMe().data;
  const [open, setOpen] = useState<OpenDialog>(null);
  const [splitting, setSplitting] = useState<CommentCard | null>(null);
  const maySplit = me?.permissions.includes('ticket.create') && ticket.abilities.includes('ticket.update');
  const refresh = () =>
    void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('ticket.') });
  const may = (ability: string) => ticket.abilities.includes(`ticket_comment.${ability}`);

  function actionsFor(comment: CommentCard): CommentActions {
    if (comment.child) return {};
    const isOwn = comment.userId !== null && comment.userId === me?.id;
    const mayEdit = comment.authorType === 'internal' && (may('update_any') || (isOwn && may('update_own')));
    const mayWrite = may('create_internal') || may('create_public');
    return {
      ...(may('create_internal')
        ? { onReact: (of, emoji) => void call(reactToComment, { commentId: of.id, emoji }).then(refresh, toastError) }
        : {}),
      ...(mayWrite ? { onAnswer, onQuote: (of) => onQuote(quotable(of)) } : {}),
      ...(mayEdit ? { onEdit: (of) => setOpen({ kind: 'edit', comment: of }) } : {}),
      ...(comment.editedAt ? { onHistory: (of) => setOpen({ kind: 'history', comment: of }) } : {}),
      ...(maySplit && comment.text.trim() !== '' ? { onSplit: setSplitting } : {}),
      ...(may('delete_any') ? { onDelete: (of) => setOpen({ kind: 'delete', comment: of }) } : {}),
    };
  }

  const { query, threads, held, earlierCount, hasEarlier, isLoadingEarlier, loadEarlier } = conversation;
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <p className="kelp-muted">{t('loading')}</p>;
  const statusName = (id: string | null) => choices?.statuses.find((status) => status.id === id)?.name ?? null;
  return (
    <>
      {ticket.bundle && (
        <Switch
          className="kelp-children-switch"
          size="xs"
          label={t('thread.children')}
          checked={conversation.withChildren}
          onChange={(event) => conversation.showChildren(event.currentTarget.checked)}
        />
      )}
      <CommentThread
        threads={threads}
        actionsFor={actionsFor}
        earlier={hasEarlier ? { count: earlierCount, isLoading: isLoadingEarlier, load: loadEarlier } : null}
        held={
          held.length > 0 &&
          held.map((one) => (
            <HeldReply key={one.id} held={one} statusName={statusName(one.statusId)} onTakeBack={onTakeBack} />
          ))
        }
      />
      {open && (
        <Suspense fallback={null}>
          <CommentDialogs open={open} onClose={() => setOpen(null)} onChanged={refresh} />
        </Suspense>
      )}
      {splitting && (
        <Suspense fallback={null}>
          <RelateDialogs
            open={{ kind: 'split', comment: splitting }}
            ticket={ticket}
            onClose={() => setSplitting(null)}
          />
        </Suspense>
      )}
    </>
  );
}
