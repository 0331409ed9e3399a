'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getPortalRequest, listPortalRequests, portalCatalogue, portalRequestForm } from '../../requests/contract';

/** Clients have no live connection: what they come back to is asked again. */
const fresh = { staleTime: 0, refetchOnWindowFocus: true };

export function usePortalCatalogue() {
  return useQuery({
    queryKey: [portalCatalogue.name],
    queryFn: ({ signal }) => call(portalCatalogue, {}, { signal }),
    ...fresh,
  });
}

/** The form stands still while it is filled in. */
export function usePortalRequestForm(id: string) {
  return useQuery({
    queryKey: [portalRequestForm.name, id],
    queryFn: ({ signal }) => call(portalRequestForm, { id }, { signal }),
    refetchOnWindowFocus: false,
  });
}

export function usePortalRequests(waiting: boolean, enabled = true) {
  return useInfiniteQuery({
    queryKey: [listPortalRequests.name, { waiting }],
    queryFn: ({ pageParam, signal }) =>
      call(listPortalRequests, { waiting, limit: 25, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled,
    ...fresh,
  });
}

export function usePortalRequest(id: string) {
  return useQuery({
    queryKey: [getPortalRequest.name, id],
    queryFn: ({ signal }) => call(getPortalRequest, { id }, { signal }),
    ...fresh,
  });
}

/** Asks for all about requests again, after a change. */
export function useRefreshRequests(): () => Promise<void> {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('portal') });
}
