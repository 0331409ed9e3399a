'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { pickTickets, ticketRelations } from '../contract';

/** Bundle, links and merges of a ticket. */
export function useRelations(id: string, enabled = true) {
  return useQuery({
    queryKey: [ticketRelations.name, id],
    queryFn: ({ signal }) => call(ticketRelations, { id }, { signal }),
    enabled,
    meta: { topics: ['ticket', 'client', 'contact'] },
  });
}

interface PickWish {
  search: string;
  exceptIds: readonly string[];
  mergeableWith?: string | undefined;
}

/** Tickets to choose from: the exact number first, then open ones, then the latest. */
export function useTicketPick({ search, exceptIds, mergeableWith }: PickWish) {
  const input = { search: search.trim(), exceptIds: [...exceptIds], ...(mergeableWith ? { mergeableWith } : {}) };
  return useQuery({
    queryKey: [pickTickets.name, input],
    queryFn: ({ signal }) => call(pickTickets, input, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Has everything that shows tickets fetched again. */
export function useRefreshTickets(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => /^(ticket|sla|time_entry|queue)\./.test(String(queryKey[0])),
    });
}
