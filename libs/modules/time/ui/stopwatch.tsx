'use client';

import type { TimerCard } from '../contract';
import { t } from './strings';
import { useElapsed } from './use-timer';
import './timer.css';

/** What the timer is on, in a few words. */
export const aboutTimer = ({ ticket, client, notes }: TimerCard): string =>
  ticket ? `${ticket.number} ${ticket.title}` : notes || client?.name || t('work.adHoc');

/** A running stopwatch with its dot. */
export function Stopwatch({ timer }: { timer: TimerCard }) {
  const elapsed = useElapsed(timer);
  return (
    <span className="kelp-stopwatch kelp-num" role="timer" aria-label={t('timer.elapsed', { time: elapsed })}>
      <i aria-hidden="true" />
      {elapsed}
    </span>
  );
}
