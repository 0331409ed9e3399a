'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { listBookChecks, listOpenItems, readAging, readStatement } from '../contract';

const topics = ['invoice', 'payment', 'credit'];

/** What clients owe at the end of a day, by age. */
export function useAging(input: z.input<typeof readAging.input>) {
  return useQuery({
    queryKey: [readAging.name, input],
    queryFn: ({ signal }) => call(readAging, input, { signal }),
    placeholderData: keepPreviousData,
    meta: { topics },
  });
}

/** The invoices behind a number of the aging. */
export function useOpenItems(filter: Omit<z.input<typeof listOpenItems.input>, 'limit' | 'after'>, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [listOpenItems.name, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listOpenItems, { ...filter, limit: 100, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled,
    meta: { topics },
  });
}

/** The account of a client over some days. */
export function useStatement(input: z.input<typeof readStatement.input>) {
  return useQuery({
    queryKey: [readStatement.name, input],
    queryFn: ({ signal }) => call(readStatement, input, { signal }),
    placeholderData: keepPreviousData,
    meta: { topics },
  });
}

/** The last looks at the books. */
export function useBookChecks() {
  return useQuery({
    queryKey: [listBookChecks.name],
    queryFn: ({ signal }) => call(listBookChecks, {}, { signal }),
    meta: { topics: ['billing'] },
  });
}
