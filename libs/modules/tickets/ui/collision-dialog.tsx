'use client';

import { Button } from '@mantine/core';
import { Dialog } from '@kelp/ui';
import type { CommentCard, HeldReplyCard } from '../contract';
import { t } from './strings';
import type { Thread } from './threads';
import type { Collision } from './use-comment-sending';

interface CollisionDialogProps {
  collision: Collision;
  threads: readonly Thread[];
  held: readonly HeldReplyCard[];
  me: string | null;
}

const shown = 3;

/** What others wrote last, the newest below. */
function othersWords(threads: readonly Thread[], held: readonly HeldReplyCard[], me: string | null) {
  const isOther = ({ userId, authorType }: CommentCard) =>
    authorType !== 'system' && (userId === null || userId !== me);
  const written = threads.flatMap(({ comment, answers }) => [comment, ...answers]).filter(isOther);
  const latest = [...written].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(-shown);
  const leaving = held.filter(({ userId, isScheduled }) => userId !== me && !isScheduled);
  return [...latest, ...leaving].map(({ id, authorName, text }) => ({ id, authorName, text }));
}

/** Somebody wrote while the reply was written: shows their words and asks whether the own ones still fit. */
export function CollisionDialog({ collision, threads, held, me }: CollisionDialogProps) {
  return (
    <Dialog opened onClose={collision.back} title={t('collision.title', { names: collision.names })} size="lg">
      <div className="kelp-confirm">
        <ul className="kelp-collision">
          {othersWords(threads, held, me).map(({ id, authorName, text }) => (
            <li key={id}>
              <strong>{authorName}</strong>
              <p className="kelp-comment-text">{text.slice(0, 1500)}</p>
            </li>
          ))}
        </ul>
        <p>{t('collision.yours')}</p>
        <p className="kelp-comment-text kelp-collision-own">{collision.text.slice(0, 1500)}</p>
        <div className="kelp-actions">
          <Button variant="default" onClick={collision.sendAnyway}>
            {t('collision.send')}
          </Button>
          <Button onClick={collision.back} data-autofocus>
            {t('collision.back')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
