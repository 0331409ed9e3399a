'use client';

import { useMemo } from 'react';
import { TicketListPage } from '@kelp/tickets/screens';
import type { TicketRow } from '@kelp/tickets/contract';
import { Stopwatch, useStartTimer, useTimer, useTrackedOn } from '@kelp/time/screens';
import { formatMinutes, type DataListColumn, type RowKey } from '@kelp/ui';
import { t } from './strings';
import { useDueSlots } from './ticket-due';

/** The reader's own time on the tickets of a list: which one they are timing, and what their browser has noted and is not logged. */
function useOwnTimeSlots() {
  const query = useTimer();
  const timer = query.data?.timer ?? null;
  const start = useStartTimer();
  const tracked = useTrackedOn();
  const signature = [...tracked].map(([id, { minutes, isOpen }]) => `${id}${minutes}${isOpen}`).join();
  const slots = useMemo(() => {
    const draw = (row: TicketRow) => {
      if (timer && row.id === timer.ticket?.id) return <Stopwatch timer={timer} />;
      const noted = tracked.get(row.id);
      if (!noted) return null;
      return (
        <span className="kelp-num kelp-muted" title={t('noted')}>
          {t('notedTime', { time: formatMinutes(noted.minutes) })}
        </span>
      );
    };
    const column: DataListColumn<TicketRow> = {
      ...{ key: 'mine', header: t('timer.mine'), width: '104px', hideBelow: 900, render: draw },
    };
    return { draw, columns: timer || tracked.size > 0 ? [column] : [] };
    // the map is new each time; its content says whether it differs
    // eslint-disable-next-line react-hooks/exhaustive-deps -- explained above
  }, [signature, timer]);
  const rowKeys: Record<string, RowKey<TicketRow>> = {
    t: { label: t('timer'), run: ([row]) => row && void start({ ticketId: row.id }) },
  };
  return { ...slots, ...(query.isSuccess ? { rowKeys } : {}) };
}

/** The queue with the service levels and the reader's own time in it. */
export function DeskTicketList() {
  const { columns, compactEnd, onRows } = useDueSlots();
  const own = useOwnTimeSlots();
  const all = useMemo(() => [...columns, ...own.columns], [columns, own.columns]);
  return (
    <TicketListPage
      columns={all}
      compactEnd={(row) => (
        <>
          {compactEnd(row)}
          {own.draw(row)}
        </>
      )}
      onRows={onRows}
      {...(own.rowKeys ? { rowKeys: own.rowKeys } : {})}
    />
  );
}
