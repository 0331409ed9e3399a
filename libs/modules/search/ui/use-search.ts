'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { findPortalRecords, findRecords, type SearchType } from '../contract';

/** Who searches: staff over everything, or a client's person over what the portal shows them. */
export type SearchDoor = 'staff' | 'portal';
const questions = { staff: findRecords, portal: findPortalRecords };

/** The best of every kind, with the counts. */
export function useFound(door: SearchDoor, text: string) {
  const question = questions[door];
  return useQuery({
    queryKey: [question.name, text],
    queryFn: ({ signal }) => call(question, { text }, { signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
}

/** One kind alone, page by page. */
export function useFoundOfKind(door: SearchDoor, text: string, type: SearchType | null) {
  const question = questions[door];
  return useInfiniteQuery({
    queryKey: [question.name, text, type],
    queryFn: async ({ pageParam, signal }) => {
      const after = pageParam ? { after: pageParam } : {};
      return call(question, { text, ...(type ? { type } : {}), ...after }, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ groups }) => groups[0]?.next ?? null,
    enabled: text !== '' && type !== null,
    placeholderData: keepPreviousData,
  });
}
