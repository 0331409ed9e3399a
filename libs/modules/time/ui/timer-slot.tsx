'use client';

import { Popover, UnstyledButton } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { TimerCard } from '../contract';
import { t } from './strings';
import { showTimerPanel, useTimerPanel } from './timer-panel-store';
import { useElapsed, useTimer } from './use-timer';
import './timer.css';

const TimerPanel = lazy(() => import('./timer-panel'));

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

/** The one timer of the reader in the top bar: what runs, for how long, and where it is stopped. */
export function TimerSlot() {
  const { data } = useTimer();
  const opened = useTimerPanel();
  if (!data) return null;
  const { timer } = data;
  return (
    <Popover
      opened={opened}
      onChange={showTimerPanel}
      position="bottom-end"
      width={340}
      trapFocus
      shadow="md"
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={timer ? 'kelp-timer' : 'kelp-top-button'}
          {...(timer ? {} : { 'aria-label': t('timer.start') })}
          title={timer ? aboutTimer(timer) : t('timer.start')}
          onClick={() => showTimerPanel(!opened)}
        >
          {timer ? (
            <>
              <span className="kelp-hidden">{t('timer.title')}: </span>
              <Stopwatch timer={timer} />
              <span className="kelp-timer-about">{timer.ticket?.number ?? aboutTimer(timer)}</span>
            </>
          ) : (
            <IconPlayerPlay size={18} />
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('timer.title')}>
        <Suspense fallback={null}>
          <TimerPanel key={timer?.id ?? 'none'} timer={timer} onDone={() => showTimerPanel(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
