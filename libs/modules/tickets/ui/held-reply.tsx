'use client';

import { Button, Textarea } from '@mantine/core';
import { IconClockHour3, IconClockPause } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { errorSentence, ExactTime, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { changeHeldReply, releaseReply, type HeldReplyCard } from '../contract';
import { sendAtWords, type SendAt } from './send-at';
import { t, type StringKey } from './strings';

const ScheduleFields = lazy(() => import('./schedule-fields'));

interface HeldReplyProps {
  held: HeldReplyCard;
  statusName: string | null;
  onTakeBack: (held: HeldReplyCard) => Promise<void>;
}

const knownReasons = ['client_replied', 'requester_changed', 'author_gone'];

function reasonWords(reason: string): string {
  return knownReasons.includes(reason) ? t(`held.reason.${reason}` as StringKey) : reason;
}

function headline(held: HeldReplyCard, locale: string): string {
  if (held.state !== 'waiting') return t('held.stopped');
  const when = sendAtWords({ at: held.sendAt, zone: held.zone }, locale);
  return held.isScheduled ? t('held.scheduled', { when }) : t('thread.pending');
}

/** A reply that has not left: what it says, when it leaves or why it does not, and what its author can do about it. Clients see nothing of it. */
export function HeldReply({ held, statusName, onTakeBack }: HeldReplyProps) {
  const { locale } = useFormats();
  const client = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isWaiting = held.state === 'waiting';
  const Mark = isWaiting ? IconClockHour3 : IconClockPause;

  async function act(work: () => Promise<unknown>) {
    setBusy(true);
    try {
      await work();
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('ticket.') });
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(false);
    }
  }
  const sendNow = () => act(() => call(releaseReply, { id: held.id, version: held.version }));
  const extras = [
    held.fileCount > 0 && t('held.files', { count: held.fileCount }),
    statusName && t('held.status', { status: statusName }),
    held.also && t('held.also', { what: held.also }),
  ].filter(Boolean);

  return (
    <li className="kelp-comment" data-pending data-state={held.state} data-visibility="public">
      <Mark size={20} aria-hidden="true" className="kelp-comment-clock" />
      <article aria-label={headline(held, locale)}>
        <header className="kelp-comment-head">
          <strong>{headline(held, locale)}</strong>
          <span className="kelp-muted">{t('thread.by', { name: held.authorName })}</span>
          {!isWaiting && (
            <span className="kelp-muted kelp-comment-when">
              <ExactTime at={held.sendAt} />
            </span>
          )}
        </header>
        {held.reason && <p className="kelp-held-reason">{reasonWords(held.reason)}</p>}
        {isEditing ? (
          <EditHeld held={held} onDone={() => setEditing(false)} act={act} />
        ) : (
          <p className="kelp-comment-text">{held.text}</p>
        )}
        {extras.length > 0 && <p className="kelp-comment-hint">{extras.join(' · ')}</p>}
        <p className="kelp-comment-hint">{t('held.unseen')}</p>
        {held.isYours && !isEditing && (
          <div className="kelp-held-actions">
            <Button size="xs" variant="default" disabled={isBusy} onClick={() => void act(() => onTakeBack(held))}>
              {t('held.takeBack')}
            </Button>
            {(held.isScheduled || !isWaiting) && (
              <Button size="xs" variant="default" disabled={isBusy} onClick={() => setEditing(true)}>
                {t('held.edit')}
              </Button>
            )}
            <Button size="xs" variant="default" disabled={isBusy} onClick={() => void sendNow()}>
              {t('held.sendNow')}
            </Button>
          </div>
        )}
      </article>
    </li>
  );
}

interface EditHeldProps {
  held: HeldReplyCard;
  onDone: () => void;
  act: (work: () => Promise<unknown>) => Promise<void>;
}

/** Other words or another time. */
function EditHeld({ held, onDone, act }: EditHeldProps) {
  const [text, setText] = useState(held.text);
  const [naming, setNaming] = useState<string | null>(null);
  const save = ({ at, zone }: SendAt) =>
    act(async () => {
      const confirms = naming ? { confirmsNames: true } : {};
      try {
        await call(changeHeldReply, { id: held.id, version: held.version, text, sendAt: at, zone, ...confirms });
      } catch (error) {
        if (!isAppError(error) || error.id !== 'bundle.foreign_names') throw error;
        return setNaming(`${errorSentence(error)} ${t('held.confirmNames')}`);
      }
      toastSuccess(t('composer.scheduled'));
      onDone();
    });
  return (
    <div className="kelp-held-edit">
      <Textarea
        label={t('held.words')}
        autosize
        minRows={3}
        maxRows={14}
        value={text}
        error={naming}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setNaming(null);
        }}
      />
      <Suspense fallback={<p className="kelp-muted">{t('loading')}</p>}>
        <ScheduleFields value={{ at: held.sendAt, zone: held.zone }} onChoose={(when) => void save(when)} />
      </Suspense>
      <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
        {t('cancel')}
      </Button>
    </div>
  );
}
