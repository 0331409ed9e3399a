'use client';

import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Kbd } from '@kelp/ui';
import { t } from './strings';
import { showTimerPanel } from './timer-panel-store';
import { Stopwatch } from './stopwatch';
import { useStartTimer, useTimer } from './use-timer';

/** Beside a ticket's title: starts the reader's timer on it, or shows that it runs. */
export function TimerButton({ ticketId }: { ticketId: string }) {
  const { data } = useTimer();
  const start = useStartTimer();
  if (!data) return null;
  const { timer } = data;
  if (timer?.ticket?.id === ticketId) {
    return (
      <Button variant="default" size="compact-sm" onClick={() => showTimerPanel(true)}>
        <Stopwatch timer={timer} />
      </Button>
    );
  }
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconPlayerPlay size={14} />}
      rightSection={<Kbd keys="t" />}
      onClick={() => void start({ ticketId })}
    >
      {t('timer.short')}
    </Button>
  );
}

/** In My work: what runs now, with a way to stop it. */
export function TimerCardLine() {
  const timer = useTimer().data?.timer;
  if (!timer) return null;
  const { ticket, notes, client } = timer;
  return (
    <section className="kelp-timer-card" aria-label={t('timer.title')}>
      <div>
        <strong>{ticket ? `${ticket.number} ${ticket.title}` : notes || client?.name || t('work.adHoc')}</strong>
        {ticket && client && <span className="kelp-muted"> {client.name}</span>}
      </div>
      <Stopwatch timer={timer} />
      <Button size="compact-sm" variant="default" onClick={() => showTimerPanel(true)}>
        {t('timer.stop')}
      </Button>
    </section>
  );
}
