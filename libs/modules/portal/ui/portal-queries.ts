'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  getPortalInvoice,
  getPortalTicket,
  listPortalInvoices,
  listPortalTickets,
  portalHome,
  portalTicketForm,
} from '../contract';

const pageSize = 25;
type Input<C extends { input: z.ZodType }> = z.input<C['input']>;

/** Clients have no live connection: what they come back to is asked again. */
const fresh = { staleTime: 0, refetchOnWindowFocus: true };

export function usePortalHome() {
  return useQuery({ queryKey: [portalHome.name], queryFn: ({ signal }) => call(portalHome, {}, { signal }), ...fresh });
}

export function usePortalTickets(filter: Pick<Input<typeof listPortalTickets>, 'state' | 'isMine' | 'search'>) {
  const { state = 'open', isMine = false, search = '' } = filter;
  const input = { state, isMine, ...(search ? { search } : {}), limit: pageSize };
  return useInfiniteQuery({
    queryKey: [listPortalTickets.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listPortalTickets, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    ...fresh,
  });
}

export function usePortalTicket(id: string) {
  return useQuery({
    queryKey: [getPortalTicket.name, id],
    queryFn: ({ signal }) => call(getPortalTicket, { id }, { signal }),
    ...fresh,
  });
}

/** The fields of the form that asks for help; asked for when somebody begins to write. */
export function usePortalTicketForm(enabled: boolean) {
  return useQuery({
    queryKey: [portalTicketForm.name],
    queryFn: ({ signal }) => call(portalTicketForm, {}, { signal }),
    enabled,
  });
}

export function usePortalInvoices(state: 'due' | 'paid' | 'all') {
  return useInfiniteQuery({
    queryKey: [listPortalInvoices.name, { state }],
    queryFn: ({ pageParam, signal }) =>
      call(listPortalInvoices, { state, limit: pageSize, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    ...fresh,
  });
}

export function usePortalInvoice(id: string) {
  return useQuery({
    queryKey: [getPortalInvoice.name, id],
    queryFn: ({ signal }) => call(getPortalInvoice, { id }, { signal }),
    ...fresh,
  });
}
