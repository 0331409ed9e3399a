'use client';

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getTenant } from '@kelp/tenants/contract';
import { getClient, listAccountManagers, listClients, listContacts } from '../contract';
import type { readClientList, readContactList } from './list-address';

/** The page of a client. */
export const addressOf = (id: string): string => `/msp/clients/${id}`;

/** The page of a contact. */
export const contactAddressOf = (id: string): string => `/msp/contacts/${id}`;

/** Clients page by page, with their figures; another filter keeps the old rows until the new ones are there. */
export function useClientList(wish: ReturnType<typeof readClientList>) {
  const input = { limit: 100, withHealth: true, ...wish };
  return useInfiniteQuery({
    queryKey: [listClients.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listClients, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // the rows count contacts, tickets and money
    meta: { topics: ['contact', 'ticket', 'invoice', 'payment'] },
  });
}

/** Contacts page by page. */
export function useContactList(wish: ReturnType<typeof readContactList>) {
  const input = { limit: 100, ...wish };
  return useInfiniteQuery({
    queryKey: [listContacts.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listContacts, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta: { topics: ['client'] },
  });
}

/** Who can look after a client. */
export function useAccountManagers() {
  return useQuery({
    queryKey: [listAccountManagers.name],
    queryFn: ({ signal }) => call(listAccountManagers, {}, { signal }),
    staleTime: 60_000,
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
