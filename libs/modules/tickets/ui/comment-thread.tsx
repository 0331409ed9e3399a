'use client';

import { IconBuilding, IconClockHour3, IconLock, IconMail, IconRobot } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Avatar, EmptyState, RelativeTime } from '@kelp/ui';
import type { CommentCard } from '../contract';
import { Attachments } from './attachments';
import { CommentBody } from './comment-body';
import { t } from './strings';

/** What kind of comment it is, in a word and a sign, beside the colour. */
function KindMark({ comment }: { comment: CommentCard }): ReactNode {
  if (comment.visibility === 'internal') {
    return (
      <span className="kelp-comment-kind" data-kind="note">
        <IconLock size={13} aria-hidden="true" /> {t('thread.note')}
      </span>
    );
  }
  if (comment.authorType === 'system') {
    return (
      <span className="kelp-comment-kind">
        <IconRobot size={13} aria-hidden="true" /> {t('thread.system')}
      </span>
    );
  }
  const isClient = comment.authorType === 'client';
  return (
    <span className="kelp-comment-kind">
      {isClient ? <IconBuilding size={13} aria-hidden="true" /> : <IconMail size={13} aria-hidden="true" />}{' '}
      {isClient ? t(comment.origin === 'email' ? 'thread.clientMail' : 'thread.client') : t('thread.reply')}
    </span>
  );
}

function Comment({ comment }: { comment: CommentCard }) {
  return (
    <li className="kelp-comment" data-visibility={comment.visibility} data-author={comment.authorType}>
      <Avatar name={comment.authorName} size={28} />
      <article aria-label={t('thread.by', { name: comment.authorName })}>
        <header className="kelp-comment-head">
          <strong>{comment.authorName}</strong>
          <KindMark comment={comment} />
          <span className="kelp-muted kelp-comment-when">
            <RelativeTime at={comment.createdAt} />
          </span>
        </header>
        <CommentBody html={comment.html} text={comment.text} />
        {comment.quoted.trim() !== '' && (
          <details className="kelp-quoted">
            <summary>{t('thread.quoted')}</summary>
            <p className="kelp-comment-text">{comment.quoted}</p>
          </details>
        )}
        <Attachments comment={comment} />
      </article>
    </li>
  );
}

/** A reply that leaves in a moment and can still be taken back. */
function PendingComment({ text }: { text: string }) {
  return (
    <li className="kelp-comment" data-pending data-visibility="public">
      <IconClockHour3 size={20} aria-hidden="true" className="kelp-comment-clock" />
      <article>
        <header className="kelp-comment-head">
          <strong>{t('thread.pending')}</strong>
        </header>
        <p className="kelp-comment-text">{text}</p>
      </article>
    </li>
  );
}

/** The conversation in the order of time. Replies stand on plain ground; notes on amber paper with a lock and the word for it. */
export function CommentThread({ comments, pending }: { comments: readonly CommentCard[]; pending: string | null }) {
  if (comments.length === 0 && pending === null)
    return <EmptyState title={t('thread.empty')} text={t('thread.emptyText')} />;
  return (
    <ol className="kelp-thread" aria-label={t('thread.title')}>
      {comments.map((comment) => (
        <Comment key={comment.id} comment={comment} />
      ))}
      {pending !== null && <PendingComment text={pending} />}
    </ol>
  );
}
