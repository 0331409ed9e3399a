'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { listComments } from '../contract';
import { threadsOf } from './threads';

const partSize = 40;
const childrenKey = 'kelp.conversation.children';

/** Whether a master's conversation shows what clients wrote on its children; remembered in this browser. */
function useShownChildren(): [boolean, (isShown: boolean) => void] {
  const [isShown, setShown] = useState(true);
  useEffect(() => setShown(window.localStorage.getItem(childrenKey) !== 'hidden'), []);
  const show = (next: boolean) => {
    window.localStorage.setItem(childrenKey, next ? 'shown' : 'hidden');
    setShown(next);
  };
  return [isShown, show];
}

/** The conversation of a ticket: its latest part at once, earlier ones when they are asked for; live hints ask for all loaded parts again. */
export function useConversation(ticketId: string) {
  const [withChildren, showChildren] = useShownChildren();
  const query = useInfiniteQuery({
    queryKey: [listComments.name, ticketId, withChildren],
    queryFn: ({ pageParam, signal }) =>
      call(
        listComments,
        { ticketId, limit: partSize, withChildren, ...(pageParam ? { before: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ earlier }) => earlier,
  });
  const pages = query.data?.pages;
  const threads = useMemo(() => threadsOf((pages ?? []).map(({ comments }) => comments)), [pages]);
  const latest = pages?.[0];
  return {
    query,
    threads,
    withChildren,
    showChildren,
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
