'use client';

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getTenant } from '@kelp/tenants/contract';
import { getClient, listClients } from '../contract';

/** The page of a client. */
export const addressOf = (id: string): string => `/msp/clients/${id}`;

/** The page of a contact. */
export const contactAddressOf = (id: string): string => `/msp/contacts/${id}`;

/** Clients by name, page by page; a new search keeps the old rows until the new ones are there. */
export function useClientList(search: string, includeInactive: boolean) {
  const input = { limit: 100, includeInactive, ...(search ? { search } : {}) };
  return useInfiniteQuery({
    queryKey: [listClients.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listClients, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // the rows count contacts
    meta: { topics: ['contact'] },
  });
}

/** One client with its contacts, locations and mail domains. */
export function useClient(id: string) {
  return useQuery({
    queryKey: [getClient.name, id],
    queryFn: ({ signal }) => call(getClient, { id }, { signal }),
    meta: { topics: ['contact'] },
  });
}

/** Zone and currency that hold where a client has none of its own. */
export function useWorkspace() {
  return useQuery({
    queryKey: [getTenant.name],
    queryFn: ({ signal }) => call(getTenant, {}, { signal }),
    staleTime: 5 * 60_000,
  }).data;
}

/** Fetches clients, contacts and interactions anew, after a change. */
export function useRefreshClients(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => /^(client|contact|interaction|interaction_type)\./.test(String(queryKey[0])),
    });
}
