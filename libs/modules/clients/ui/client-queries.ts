'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { listClients } from '../contract';

/** Clients by name, page by page. */
export function useClientList(search: string, includeInactive: boolean) {
  const input = { limit: 100, includeInactive, ...(search ? { search } : {}) };
  return useInfiniteQuery({
    queryKey: [listClients.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listClients, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}
