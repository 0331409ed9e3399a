'use client';

import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { useLive } from '@kelp/ui';
import { listTickets, ticketChanges } from '../contract';
import { listInput, rowsKey, type ListUrl } from './list-url';
import { mergeChanges, orderOf, withoutRows } from './merge-changes';
import type { TicketPage } from './ticket-queries';

/** Not below `ticket.`: a hint must not make the browser fetch the whole list again. It fetches what changed, see below. */
export const queueKey = 'queue.list';
const pageSize = 50;
/** For so long a row that fits no more stays, faded, so that nothing jumps under the pointer. */
const FADE_MS = 5_000;

type Loaded = InfiniteData<TicketPage, string>;

/** The list as its address says, page by page; new filters keep the old rows until the new ones are there. */
function usePages(list: ListUrl) {
  const input = listInput(list);
  return useInfiniteQuery({
    queryKey: [queueKey, rowsKey(list)],
    queryFn: ({ pageParam, signal }) =>
      call(listTickets, { ...input, limit: pageSize, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // names of clients, contacts and people stand in the rows
    meta: { topics: ['client', 'contact', 'board', 'user', 'tag', 'custom_field'] },
  });
}

/** The moment for which all loaded rows are true. */
const oldest = (data: Loaded): Date => new Date(Math.min(...data.pages.map(({ at }) => at.getTime())));
const idsOf = (data: Loaded) => data.pages.flatMap(({ rows }) => rows.map(({ id }) => id));

/** Asks for what changed since the list was read and puts it in its place. Hints that come meanwhile are answered by one more look. */
function useCatchUp(list: ListUrl, refetch: () => void, onGone: (ids: string[]) => void) {
  const client = useQueryClient();
  const key = useMemo(() => [queueKey, rowsKey(list)], [list]);
  const state = useRef({ running: false, again: false });

  async function look(): Promise<void> {
    const data = client.getQueryData<Loaded>(key);
    if (!data) return;
    const known = idsOf(data).slice(0, 2000);
    const { filter, isBundled = false, fields } = listInput(list);
    const answer = await call(ticketChanges, {
      filter,
      since: oldest(data),
      known,
      isBundled,
      ...(fields ? { fields } : {}),
    });
    const now = client.getQueryData<Loaded>(key);
    if (!now) return;
    const left = new Set(answer.gone);
    // with a master that leaves, its children come to light
    const isUnfolded = isBundled && now.pages.some(({ rows }) => rows.some(({ id, bundle }) => bundle && left.has(id)));
    const merged =
      answer.isTooMuch || isUnfolded ? null : mergeChanges(now, answer.rows, orderOf(list.sort, list.direction));
    if (!merged) return refetch();
    const pages = merged.pages.map((page) => ({ ...page, at: answer.at }));
    client.setQueryData<Loaded>(key, { ...now, pages });
    if (answer.gone.length > 0) onGone(answer.gone);
  }

  return async function catchUp(): Promise<void> {
    if (state.current.running) {
      state.current.again = true;
      return;
    }
    state.current.running = true;
    try {
      do {
        state.current.again = false;
        await look();
      } while (state.current.again);
    } catch {
      refetch();
    } finally {
      state.current.running = false;
    }
  };
}

/** Rows that fit no more: faded for a while, then taken out, unless somebody has chosen them. */
function useGone(key: string, isKept: (id: string) => boolean) {
  const client = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const kept = useRef(isKept);
  useEffect(() => {
    kept.current = isKept;
  });
  useEffect(() => {
    if (gone.size === 0) return undefined;
    const timer = setTimeout(() => {
      const leaving = new Set([...gone].filter((id) => !kept.current(id)));
      client.setQueryData<Loaded>([queueKey, key], (data) =>
        data ? { ...data, pages: withoutRows(data, leaving).pages } : data,
      );
      setGone(new Set([...gone].filter((id) => !leaving.has(id))));
    }, FADE_MS);
    return () => clearTimeout(timer);
  }, [gone, client, key]);
  const add = useCallback((ids: string[]) => setGone((known) => new Set([...known, ...ids])), []);
  return { gone, add };
}

/** The loaded rows of the list, kept true by fetching only what changed. `isKept`: rows that must not leave while somebody works with them. */
export function useTicketList(list: ListUrl, isKept: (id: string) => boolean) {
  const query = usePages(list);
  const key = rowsKey(list);
  const { gone, add } = useGone(key, isKept);
  const catchUp = useCatchUp(list, () => void query.refetch(), add);
  useLive('ticket', () => void catchUp());
  const latest = useRef(catchUp);
  useEffect(() => {
    latest.current = catchUp;
  });
  // coming back to a list that is still in memory: what it missed meanwhile
  useEffect(() => void latest.current(), [key]);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const goneIds = useMemo(() => new Set(rows.map(({ id }) => id).filter((id) => gone.has(id))), [rows, gone]);
  return { query, rows, goneIds, catchUp };
}
