'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { listMeterEvents, listMeters } from '../contract';

/** The meters in use, and on wish those that are not. */
export function useMeters(includeInactive = false) {
  const input = { limit: 200, includeInactive };
  return useQuery({
    queryKey: [listMeters.name, input],
    queryFn: ({ signal }) => call(listMeters, input, { signal }),
  });
}

/** The events of a meter, the latest day first, page by page. */
export function useMeterEvents(meterId: string, clientId: string | null) {
  const input = { meterId, limit: 100, ...(clientId ? { clientId } : {}) };
  return useInfiniteQuery({
    queryKey: [listMeterEvents.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listMeterEvents, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Fetches meters, their events and the contracts that show them anew. */
export function useRefreshMeters(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /^(meter|contract|billing)\./.test(String(queryKey[0])) });
}
