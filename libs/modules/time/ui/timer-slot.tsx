'use client';

import { Popover, UnstyledButton } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { aboutTimer, Stopwatch } from './stopwatch';
import { t } from './strings';
import { showTimerPanel, useTimerPanel } from './timer-panel-store';
import { useTimer } from './use-timer';
import './timer.css';

const TimerPanel = lazy(() => import('./timer-panel'));

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
