'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { listCredits, listPayments, listTransactions } from '../contract';

const pageSize = 50;
const topics = ['invoice', 'payment', 'credit'];

const paged = <I extends object>(input: I, after: string) => ({
  ...input,
  limit: pageSize,
  ...(after ? { after } : {}),
});

/** Credit of clients, the latest first. */
export function useCredits(filter: { clientId?: string; isOpen?: boolean }) {
  return useInfiniteQuery({
    queryKey: [listCredits.name, filter],
    queryFn: ({ pageParam, signal }) => call(listCredits, paged(filter, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta: { topics },
  });
}

/** Payments, the latest first. */
export function usePayments(filter: { clientId?: string; isUnapplied?: boolean }) {
  return useInfiniteQuery({
    queryKey: [listPayments.name, filter],
    queryFn: ({ pageParam, signal }) => call(listPayments, paged(filter, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta: { topics },
  });
}

/** What moved the accounts of all clients, or of one, the latest first. */
export function useAllTransactions(filter: { clientId?: string }) {
  return useInfiniteQuery({
    queryKey: [listTransactions.name, 'all', filter],
    queryFn: ({ pageParam, signal }) => call(listTransactions, paged(filter, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta: { topics },
  });
}
