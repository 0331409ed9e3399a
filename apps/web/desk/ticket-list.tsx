'use client';

import { useMemo } from 'react';
import { TicketListPage } from '@kelp/tickets/screens';
import type { TicketRow } from '@kelp/tickets/contract';
import { Stopwatch, useStartTimer, useTimer } from '@kelp/time/screens';
import type { RowKey } from '@kelp/ui';
import { t } from './strings';
import { useDueSlots } from './ticket-due';

/** The reader's own time on the tickets of a list: which one they are timing now. */
function useOwnTimeSlots() {
  const timer = useTimer().data?.timer ?? null;
  const start = useStartTimer();
  const mayTime = useTimer().isSuccess;
  const timed = timer?.ticket?.id ?? null;
  const columns = useMemo(() => {
    const draw = (row: TicketRow) => (timer && row.id === timed ? <Stopwatch timer={timer} /> : null);
    return timed ? [{ key: 'mine', header: t('timer.mine'), width: '92px', hideBelow: 900, render: draw }] : [];
  }, [timed, timer]);
  const rowKeys: Record<string, RowKey<TicketRow>> = {
    t: { label: t('timer'), run: ([row]) => row && void start({ ticketId: row.id }) },
  };
  return { columns, timer, timed, ...(mayTime ? { rowKeys } : {}) };
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
          {own.timer && row.id === own.timed && <Stopwatch timer={own.timer} />}
        </>
      )}
      onRows={onRows}
      {...(own.rowKeys ? { rowKeys: own.rowKeys } : {})}
    />
  );
}
