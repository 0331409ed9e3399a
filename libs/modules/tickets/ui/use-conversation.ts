'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '@kelp/kernel/client';
import { listComments } from '../contract';
import { threadsOf } from './threads';

const partSize = 40;

/** The conversation of a ticket: its latest part at once, earlier ones when they are asked for; live hints ask for all loaded parts again. */
export function useConversation(ticketId: string) {
  const query = useInfiniteQuery({
    queryKey: [listComments.name, ticketId],
    queryFn: ({ pageParam, signal }) =>
      call(listComments, { ticketId, limit: partSize, ...(pageParam ? { before: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ earlier }) => earlier,
  });
  const pages = query.data?.pages;
  const threads = useMemo(() => threadsOf((pages ?? []).map(({ comments }) => comments)), [pages]);
  const latest = pages?.[0];
  return {
    query,
    threads,
    held: latest?.held ?? [],
    earlierCount: latest ? latest.total - threads.reduce((sum, { answers }) => sum + 1 + answers.length, 0) : 0,
    hasEarlier: query.hasNextPage,
    loadEarlier: () => void query.fetchNextPage(),
    isLoadingEarlier: query.isFetchingNextPage,
    /** The newest comment that is shown: what the reader has seen. */
    latestId: latest?.comments.at(-1)?.id ?? null,
  };
}

export type Conversation = ReturnType<typeof useConversation>;
