'use client';

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '@kelp/ui';
import type { CommentCard } from '../contract';
import { Comment } from './comment';
import type { CommentActions } from './comment-menu';
import { t } from './strings';
import type { Thread } from './threads';

interface CommentThreadProps {
  threads: readonly Thread[];
  actionsFor?: (comment: CommentCard) => CommentActions;
  /** how many comments are not shown yet, and what shows them */
  earlier?: { count: number; isLoading: boolean; load: () => void } | null;
  /** replies that have not left yet */
  held?: ReactNode;
}

/** The conversation in the order of time, answers below what they answer. Replies stand on plain ground; notes on amber paper with a lock and the word for it. */
export function CommentThread({ threads, actionsFor, earlier, held }: CommentThreadProps) {
  if (threads.length === 0 && !held) return <EmptyState title={t('thread.empty')} text={t('thread.emptyText')} />;
  const draw = (comment: CommentCard, children?: ReactNode) => (
    <Comment key={comment.id} comment={comment} {...(actionsFor ? { actions: actionsFor(comment) } : {})}>
      {children}
    </Comment>
  );
  return (
    <>
      {earlier && (
        <Button className="kelp-earlier" variant="default" size="xs" loading={earlier.isLoading} onClick={earlier.load}>
          {t('thread.earlier', { count: earlier.count })}
        </Button>
      )}
      <ol className="kelp-thread" aria-label={t('thread.title')}>
        {threads.map(({ comment, answers }) =>
          draw(
            comment,
            answers.length > 0 && (
              <ol className="kelp-thread kelp-answers" aria-label={t('thread.answers', { name: comment.authorName })}>
                {answers.map((answer) => draw(answer))}
              </ol>
            ),
          ),
        )}
        {held}
      </ol>
    </>
  );
}
