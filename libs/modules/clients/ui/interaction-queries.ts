'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import {
  clientTimeline,
  contactTimeline,
  getContact,
  getContactHint,
  listInteractions,
  listInteractionTypes,
  type TimelineKind,
} from '../contract';
import type { readFeed } from './list-address';

/** With whom it was. */
export interface Whom {
  clientId?: string;
  contactId?: string;
  ticketId?: string;
}

/** Whose timeline. */
export interface Party {
  party: 'client' | 'contact';
  id: string;
}

/** The types on offer, in their order. */
export function useInteractionTypes(enabled = true) {
  return useQuery({
    queryKey: [listInteractionTypes.name],
    queryFn: ({ signal }) => call(listInteractionTypes, {}, { signal }),
    meta: { topics: ['interaction'] },
    staleTime: 60_000,
    enabled,
  });
}

/** What was logged for a ticket, the latest first. */
export function useTicketInteractions(ticketId: string, enabled: boolean) {
  const input = { ticketId, limit: 50 };
  return useQuery({
    queryKey: [listInteractions.name, input],
    queryFn: ({ signal }) => call(listInteractions, input, { signal }),
    meta: { topics: ['interaction'] },
    enabled,
  });
}

/** Interactions of every client, page by page. */
export function useFeed(wish: ReturnType<typeof readFeed>) {
  const input = { limit: 100, ...wish };
  return useInfiniteQuery({
    queryKey: [listInteractions.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listInteractions, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    meta: { topics: ['interaction'] },
  });
}

/** What happened with a client or contact, page by page; no kinds means all that the reader may see. */
export function useTimeline({ party, id }: Party, kinds: readonly TimelineKind[]) {
  const contract = party === 'client' ? clientTimeline : contactTimeline;
  const input = { id, limit: 20, ...(kinds.length > 0 ? { kinds: [...kinds] } : {}) };
  return useInfiniteQuery({
    queryKey: [contract.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(contract, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    meta: { topics: ['interaction', 'ticket', 'invoice', 'contract'] },
  });
}

/** One contact with its clients. */
export function useContact(id: string) {
  return useQuery({
    queryKey: [getContact.name, id],
    queryFn: ({ signal }) => call(getContact, { id }, { signal }),
    meta: { topics: ['client'] },
  });
}

/** What matters of a contact while working on their ticket. */
export function useContactHint(id: string | null, enabled: boolean) {
  return useQuery({
    queryKey: [getContactHint.name, id],
    queryFn: ({ signal }) => call(getContactHint, { id: id ?? '' }, { signal }),
    enabled: enabled && id !== null,
  });
}
