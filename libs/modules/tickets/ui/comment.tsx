'use client';

import { IconBuilding, IconCircleCheck, IconLock, IconMail, IconRobot, IconTrash } from '@tabler/icons-react';
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
  const mayAct = actions && !comment.isDeleted;
  return (
    <li
      className="kelp-comment"
      id={`comment-${comment.id}`}
      data-visibility={comment.visibility}
      data-author={comment.authorType}
    >
      <Avatar name={comment.authorName} size={28} />
      <div>
        <article aria-label={t('thread.by', { name: comment.authorName })}>
          <header className="kelp-comment-head">
            <strong>{comment.authorName}</strong>
            <KindMark comment={comment} />
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
            <CommentBody html={comment.html} text={comment.text} />
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
