'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMinutes, toastError, toastSuccess } from '@kelp/ui';
import { getTimer, startTimer, type TimerCard } from '../contract';
import { elapsedText } from '../domain/elapsed';
import { t } from './strings';
import { showTimerPanel } from './timer-panel-store';
import { useRefreshTime } from './time-queries';

/** The reader's running timer, live on every device. */
export const useTimer = (enabled = true) =>
  useQuery({ queryKey: [getTimer.name], queryFn: ({ signal }) => call(getTimer, {}, { signal }), enabled });

/** The id of the ticket that the reader is timing, if any. */
export const useTimedTicket = (enabled = true): string | null => useTimer(enabled).data?.timer?.ticket?.id ?? null;

/** What the stopwatch shows, new every second. The server's clock counts: this machine's may be wrong. */
export function useElapsed(timer: Pick<TimerCard, 'startedAt'>): string {
  const { data, dataUpdatedAt } = useTimer();
  const ahead = data ? data.now.getTime() - dataUpdatedAt : 0;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return elapsedText(Math.max(now, dataUpdatedAt) + ahead - timer.startedAt.getTime());
}

/** Asks anew about the timer and about time, which a stopped one becomes. */
export function useRefreshTimer(): () => Promise<void> {
  const client = useQueryClient();
  const refreshTime = useRefreshTime();
  return async () => {
    await Promise.all([client.invalidateQueries({ queryKey: [getTimer.name] }), refreshTime()]);
  };
}

/** Starts the timer; on the ticket that is timed already it opens the panel, where it is stopped. */
export function useStartTimer(): (subject: { ticketId?: string; notes?: string }) => Promise<void> {
  const refresh = useRefreshTimer();
  return async (subject) => {
    try {
      const { isNew, stopped } = await call(startTimer, subject);
      if (!isNew) showTimerPanel(true);
      else if (stopped)
        toastSuccess(t('timer.switched', { time: formatMinutes(stopped.minutes), about: stopped.about }));
      else toastSuccess(t('timer.started'));
    } catch (error) {
      toastError(error);
      if (error instanceof Error && 'id' in error && error.id === 'timer.forgotten') showTimerPanel(true);
    }
    await refresh();
  };
}
