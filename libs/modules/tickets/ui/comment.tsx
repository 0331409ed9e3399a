'use client';

import {
  IconArrowsJoin2,
  IconBuilding,
  IconCircleCheck,
  IconLock,
  IconMail,
  IconRobot,
  IconTrash,
} from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Avatar, RelativeTime } from '@kelp/ui';
import type { CommentCard } from '../contract';
import { Attachments } from './attachments';
import { CommentBody } from './comment-body';
import { CommentMenu, type CommentActions, type ReactionSign } from './comment-menu';
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

function Reactions({ comment, onReact }: { comment: CommentCard; onReact: CommentActions['onReact'] }) {
  if (comment.reactions.length === 0) return null;
  return (
    <ul className="kelp-reactions" aria-label={t('comment.reactions')}>
      {comment.reactions.map(({ emoji, names, isMine }) => (
        <li key={emoji}>
          <button
            type="button"
            aria-pressed={isMine}
            title={names.join(', ')}
            disabled={!onReact}
            onClick={() => onReact?.(comment, emoji as ReactionSign)}
          >
            <span aria-hidden="true">{emoji}</span> <span className="kelp-num">{names.length}</span>
            <span className="kelp-hidden">
              {t('comment.reaction', { sign: t(`sign.${emoji as ReactionSign}`), names: names.join(', ') })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** On which ticket of the bundle the client wrote it, and the way there: it is answered on that ticket, where no other client reads. */
function ChildMark({ child, id }: { child: NonNullable<CommentCard['child']>; id: string }) {
  return (
    <span className="kelp-comment-kind" data-kind="child">
      <IconArrowsJoin2 size={13} aria-hidden="true" />
      <Link href={`/msp/tickets/${child.id}?comment=${id}`}>
        {t('thread.onChild', { number: child.number, client: child.client ?? t('none') })}
      </Link>
    </span>
  );
}

/** What remains of a comment that was deleted. */
function Tombstone({ comment }: { comment: CommentCard }) {
  return (
    <p className="kelp-tombstone">
      <IconTrash size={14} aria-hidden="true" /> {t('comment.deleted', { name: comment.authorName })}
    </p>
  );
}

/** One comment with what hangs on it. */
export function Comment({
  comment,
  actions,
  children,
}: {
  comment: CommentCard;
  actions?: CommentActions;
  children?: ReactNode;
}) {
  const mayAct = actions && !comment.isDeleted && !comment.child;
  return (
    <li
      className="kelp-comment"
      id={`comment-${comment.id}`}
      tabIndex={-1}
      data-visibility={comment.visibility}
      data-author={comment.authorType}
      data-child={comment.child ? true : undefined}
    >
      <Avatar name={comment.authorName} size={28} />
      <div>
        <article aria-label={t('thread.by', { name: comment.authorName })}>
          <header className="kelp-comment-head">
            <strong>{comment.authorName}</strong>
            <KindMark comment={comment} />
            {comment.child && <ChildMark child={comment.child} id={comment.id} />}
            {comment.isResolution && !comment.isDeleted && (
              <span className="kelp-comment-kind" data-kind="resolution">
                <IconCircleCheck size={13} aria-hidden="true" /> {t('thread.resolution')}
              </span>
            )}
            <span className="kelp-muted kelp-comment-when">
              {comment.editedAt && !comment.isDeleted && `${t('comment.edited')}, `}
              <RelativeTime at={comment.createdAt} />
            </span>
            {mayAct && <CommentMenu comment={comment} actions={actions} />}
          </header>
          {comment.isDeleted ? (
            <Tombstone comment={comment} />
          ) : (
            <CommentBody id={comment.id} html={comment.html} text={comment.text} />
          )}
          {comment.quoted.trim() !== '' && (
            <details className="kelp-quoted">
              <summary>{t('thread.quoted')}</summary>
              <p className="kelp-comment-text">{comment.quoted}</p>
            </details>
          )}
          <Attachments comment={comment} />
          <Reactions comment={comment} onReact={actions?.onReact} />
        </article>
        {children}
      </div>
    </li>
  );
}
