'use client';

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getMe } from '@kelp/identity/contract';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  getBillingRun,
  getInvoice,
  listBillingRuns,
  listInvoices,
  listTransactions,
  previewBilling,
  toBill,
  type RunClientRow,
} from '../contract';

const pageSize = 50;
/** What changes the amounts that are due, beside billing itself. */
const dueTopics = ['invoice', 'billing_run', 'time_entry', 'contract', 'client', 'service', 'tax_rate'];

const paged = <I extends object>(input: I, after: string) => ({
  ...input,
  limit: pageSize,
  ...(after ? { after } : {}),
});

/** What is due by the cut-off date, client by client. */
export function useToBill(filter: { cutOff: string | null; search: string }) {
  const input = {
    ...(filter.cutOff ? { cutOff: filter.cutOff } : {}),
    ...(filter.search ? { search: filter.search } : {}),
  };
  return useInfiniteQuery({
    queryKey: [toBill.name, input],
    queryFn: ({ pageParam, signal }) => call(toBill, paged(input, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta: { topics: dueTopics },
  });
}

/** What a client's invoice would be. */
export function usePreview(clientId: string, cutOff: string | null) {
  const input = { clientId, ...(cutOff ? { cutOff } : {}) };
  return useQuery({
    queryKey: [previewBilling.name, input],
    queryFn: ({ signal }) => call(previewBilling, input, { signal }),
    meta: { topics: dueTopics },
  });
}

export function useBillingRuns() {
  return useInfiniteQuery({
    queryKey: [listBillingRuns.name],
    queryFn: ({ pageParam, signal }) => call(listBillingRuns, paged({}, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** A run with its clients; asked again whenever the server says that a chunk is done. */
export function useBillingRun(id: string, state: RunClientRow['state'] | null) {
  const input = { id, ...(state ? { state } : {}) };
  return useInfiniteQuery({
    queryKey: [getBillingRun.name, input],
    queryFn: ({ pageParam, signal }) => call(getBillingRun, paged(input, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.clients.next,
    placeholderData: keepPreviousData,
    meta: { topics: ['invoice'] },
  });
}

export function useInvoices(filter: Omit<z.input<typeof listInvoices.input>, 'limit' | 'after'>) {
  return useInfiniteQuery({
    queryKey: [listInvoices.name, filter],
    queryFn: ({ pageParam, signal }) => call(listInvoices, paged(filter, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta: { topics: ['payment'] },
  });
}

export function useInvoice(id: string) {
  return useQuery({
    queryKey: [getInvoice.name, id],
    queryFn: ({ signal }) => call(getInvoice, { id }, { signal }),
    meta: { topics: ['payment'] },
  });
}

/** What was booked for an invoice; only for those who may see payments. */
export function useTransactions(invoiceId: string, enabled: boolean) {
  return useQuery({
    queryKey: [listTransactions.name, { invoiceId }],
    queryFn: ({ signal }) => call(listTransactions, { invoiceId, limit: 100 }, { signal }),
    enabled,
    meta: { topics: ['invoice', 'payment'] },
  });
}

/** Whether the reader holds a permission; false until that is known. The server decides anew at each call. */
export function useMay(permission: string): boolean {
  const { data } = useQuery({
    queryKey: [getMe.name],
    queryFn: ({ signal }) => call(getMe, {}, { signal }),
    staleTime: 5 * 60_000,
  });
  return data?.permissions.includes(permission) ?? false;
}

const topics = new Set(['billing', 'billing_run', 'invoice', 'payment', 'transaction', 'credit', 'receivable']);

/** Asks for everything about money again, after a change. */
export function useRefreshBilling(): () => Promise<void> {
  const cache = useQueryClient();
  return () =>
    cache.invalidateQueries({ predicate: ({ queryKey }) => topics.has(String(queryKey[0]).split('.')[0] ?? '') });
}
