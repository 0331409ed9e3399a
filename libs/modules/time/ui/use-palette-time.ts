'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMinutes, toastError, toastSuccess, type PaletteSource } from '@kelp/ui';
import { quickLog } from '../contract';
import { readTimeLine } from './read-time';
import { t } from './strings';
import { showTimerPanel } from './timer-panel-store';

/** What the palette does about time: starts a timer, and logs a line that begins with a duration, such as `30m T-1042 rebooted`. */
export function usePaletteTime(mayLog: boolean): PaletteSource[] {
  const client = useQueryClient();
  return useMemo(() => {
    if (!mayLog) return [];
    const log = (line: string) =>
      call(quickLog, { line })
        .then(({ minutes, about }) => toastSuccess(t('quick.logged', { time: formatMinutes(minutes), about })))
        .catch(toastError)
        .finally(
          () => void client.invalidateQueries({ predicate: ({ queryKey }) => /^time_/.test(String(queryKey[0])) }),
        );
    return [
      {
        key: 'timer',
        label: t('palette.time'),
        items: [{ key: 'start-timer', label: t('palette.timer'), run: () => showTimerPanel(true) }],
      },
      {
        key: 'quick-log',
        label: t('palette.time'),
        find: (_words, _signal, typed) => {
          const line = typed.trim();
          const isTime = /^\d/.test(line) && /[a-z:]/i.test(line) && readTimeLine(line, [])?.log;
          return Promise.resolve(
            isTime ? [{ key: 'quick-log', label: t('palette.log', { line }), run: () => void log(line) }] : [],
          );
        },
      },
    ];
  }, [mayLog, client]);
}
