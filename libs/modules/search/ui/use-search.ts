'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { findPortalRecords, findRecords, type SearchType } from '../contract';

/** Who searches: staff over everything, or a client's person over what the portal shows them. */
export type SearchDoor = 'staff' | 'portal';
/** What narrows a search, as the questions take it; a choice that was not made is left out. */
export type Narrowed = Pick<z.input<typeof findRecords.input>, 'clients' | 'statuses' | 'changed' | 'comments'>;

const questions = { staff: findRecords, portal: findPortalRecords };

/** The best of every kind, with the counts and what narrows it. */
export function useFound(door: SearchDoor, text: string, narrowed: Narrowed) {
  const question = questions[door];
  return useQuery({
    queryKey: [question.name, text, narrowed],
    queryFn: ({ signal }) => call(question, { text, ...narrowed }, { signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
}

/** One kind alone, page by page. */
export function useFoundOfKind(door: SearchDoor, text: string, type: SearchType | null, narrowed: Narrowed) {
  const question = questions[door];
  return useInfiniteQuery({
    queryKey: [question.name, text, type, narrowed],
    queryFn: async ({ pageParam, signal }) => {
      const after = pageParam ? { after: pageParam } : {};
      return call(question, { text, ...(type ? { type } : {}), ...after, ...narrowed }, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ groups }) => groups[0]?.next ?? null,
    enabled: text !== '' && type !== null,
    placeholderData: keepPreviousData,
  });
}
