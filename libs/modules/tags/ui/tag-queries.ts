'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { listTags, tagUsage, type Entity } from '../contract';

/** The tags that records of this kind may carry. */
export function useTags(entity: Entity, enabled = true) {
  return useQuery({
    queryKey: [listTags.name, entity],
    queryFn: ({ signal }) => call(listTags, { entity }, { signal }),
    staleTime: 5 * 60_000,
    enabled,
    meta: { topics: ['tag'] },
  });
}

/** Every tag with its usage, and the groups. */
export function useTagUsage() {
  return useQuery({
    queryKey: [tagUsage.name],
    queryFn: ({ signal }) => call(tagUsage, {}, { signal }),
    meta: { topics: ['tag', 'ticket', 'client', 'contact'] },
  });
}

/** Fetches tags and the records that carry them anew, after a change. */
export function useRefreshTags(): () => Promise<void> {
  const cache = useQueryClient();
  return () =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) => /^(tag|tag_group|ticket|client|contact)\./.test(String(queryKey[0])),
    });
}
