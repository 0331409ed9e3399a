'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { getSlaForTickets, type SlaBadgeClock } from '@kelp/sla/contract';
import { SlaBadge } from '@kelp/sla/screens';
import type { TicketRow } from '@kelp/tickets/contract';
import type { TicketListSlots } from '@kelp/tickets/screens';
import { translator } from '@kelp/ui';
import strings from './en.json';

const t = translator(strings);
/** The server answers for at most 200 tickets at once; asking in the size of the list's pages lets pages share their answers. */
const atOnce = 50;

/** The clock that matters most of each of these tickets. */
function useClocks(ids: readonly string[]): ReadonlyMap<string, SlaBadgeClock> {
  const chunks = Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, at) =>
    ids.slice(at * atOnce, (at + 1) * atOnce),
  );
  return useQueries({
    queries: chunks.map((ticketIds) => ({
      queryKey: [getSlaForTickets.name, ticketIds],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(getSlaForTickets, { ticketIds }, { signal }),
      meta: { topics: ['ticket'] },
    })),
    combine: (answers) => answers.flatMap(({ data }) => data?.rows ?? []),
  }).reduce((map, clock) => map.set(clock.ticketId, clock), new Map<string, SlaBadgeClock>());
}

/** What the service levels add to a list of tickets: when each is due, and whether it is late. */
export function useDueSlots(): Required<Omit<TicketListSlots, 'rowKeys'>> {
  const [ids, setIds] = useState<readonly string[]>([]);
  const clocks = useClocks(ids);
  const signature = [...clocks.values()]
    .map((clock) => `${clock.ticketId}${clock.state}${clock.dueAt?.getTime()}${clock.isAtRisk}${clock.isBreached}`)
    .join();
  return useMemo(() => {
    const draw = (row: TicketRow) => {
      const clock = clocks.get(row.id);
      return clock ? <SlaBadge clock={clock} /> : null;
    };
    return {
      columns: [{ key: 'due', header: t('due'), width: 'minmax(136px, 206px)', hideBelow: 980, render: draw }],
      compactEnd: draw,
      // in one order, however the list sorts them: the answer is the same, and a list sorted by it must not ask anew
      onRows: (shown: readonly string[]) => {
        const sorted = [...shown].sort();
        setIds((ids) => (ids.join() === sorted.join() ? ids : sorted));
      },
    };
    // the map is new with each answer; its content says whether it differs
    // eslint-disable-next-line react-hooks/exhaustive-deps -- explained above
  }, [signature]);
}
