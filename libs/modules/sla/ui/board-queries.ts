'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { getSlaBoard, getSlaCompliance, listSlaClocks, type SlaClockRow } from '../contract';

export type ClockFilter = Omit<z.output<typeof listSlaClocks.input>, 'after' | 'limit'>;
export type ReportInput = z.output<typeof getSlaCompliance.input>;

const halfMinute = 30_000;

/** How many clocks are in which lane; asked again as time goes by, since clocks change lanes by themselves. */
export function useSlaBoard(input: z.output<typeof getSlaBoard.input>) {
  return useQuery({
    queryKey: [getSlaBoard.name, input],
    queryFn: ({ signal }) => call(getSlaBoard, input, { signal }),
    refetchInterval: halfMinute,
    placeholderData: keepPreviousData,
    meta: { topics: ['sla', 'ticket'] },
  });
}

/** The clocks behind a number, page by page. */
export function useSlaClocks(filter: ClockFilter, { isLive = true, isOn = true } = {}) {
  return useInfiniteQuery({
    queryKey: [listSlaClocks.name, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listSlaClocks, { ...filter, limit: 100, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: isOn,
    ...(isLive ? { refetchInterval: halfMinute } : {}),
    meta: { topics: ['sla', 'ticket'] },
  });
}

/** Met and breached clocks of a period. */
export function useSlaCompliance(input: ReportInput) {
  return useQuery({
    queryKey: [getSlaCompliance.name, input],
    queryFn: ({ signal }) => call(getSlaCompliance, input, { signal }),
    placeholderData: keepPreviousData,
  });
}

const mostExported = 20_000;

/** Every clock behind a number, for a file; at most twenty thousand. */
export async function fetchAllClocks(filter: ClockFilter): Promise<SlaClockRow[]> {
  const rows: SlaClockRow[] = [];
  for (let after: string | null = ''; after !== null && rows.length < mostExported;) {
    const page: z.output<typeof listSlaClocks.output> = await call(listSlaClocks, {
      ...filter,
      limit: 200,
      ...(after ? { after } : {}),
    });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}
