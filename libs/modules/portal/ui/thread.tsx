'use client';

import { IconPaperclip } from '@tabler/icons-react';
import { Avatar, EmptyState, ExactTime, formatBytes, useFormats } from '@kelp/ui';
import type { PortalComment } from '../contract';
import { t } from './strings';

function Files({ files }: { files: PortalComment['attachments'] }) {
  const { locale } = useFormats();
  const listed = files.filter(({ isInline }) => !isInline);
  if (listed.length === 0) return null;
  return (
    <ul className="kelp-p-files">
      {listed.map(({ id, filename, size }) => (
        <li key={id}>
          <IconPaperclip size={15} aria-hidden="true" />
          <a href={`/api/files/portal_ticket.attachment/${id}`} download={filename}>
            {filename}
          </a>
          <span className="kelp-muted kelp-num">{formatBytes(size, locale)}</span>
        </li>
      ))}
    </ul>
  );
}

function Message({ comment }: { comment: PortalComment }) {
  const { author, createdAt, editedAt, isDeleted, html, attachments } = comment;
  return (
    <li className="kelp-p-message" data-side={author.side}>
      <article>
        <header>
          <Avatar name={author.name} size={32} />
          <span className="kelp-p-message-who">
            <strong>{author.name}</strong>
            <span className="kelp-muted">
              {t(`ticket.side.${author.side}`)}, <ExactTime at={createdAt} />
              {editedAt && !isDeleted && `, ${t('ticket.edited')}`}
            </span>
          </span>
        </header>
        {isDeleted && <p className="kelp-muted">{t('ticket.removed')}</p>}
        {/* cleaned by an allow-list when it was written */}
        <div className="kelp-p-words" dangerouslySetInnerHTML={{ __html: html }} />
        <Files files={attachments} />
      </article>
    </li>
  );
}

/** The conversation, the oldest first, as people talk. */
export function Thread({ comments }: { comments: readonly PortalComment[] }) {
  if (comments.length === 0) return <EmptyState title={t('ticket.empty')} />;
  return (
    <ol className="kelp-p-thread" aria-label={t('ticket.thread')}>
      {comments.map((comment) => (
        <Message key={comment.id} comment={comment} />
      ))}
    </ol>
  );
}
