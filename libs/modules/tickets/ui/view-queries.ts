'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { call } from '@kelp/kernel/client';
import { useLive } from '@kelp/ui';
import { countSavedViews, listSavedViews, type SavedView } from '../contract';
import type { ListUrl } from './list-url';
import { readListUrl, writeListUrl } from './list-url';

/** The views that the person sees, those of the rail first. */
export function useSavedViews() {
  return useQuery({
    queryKey: [listSavedViews.name],
    queryFn: ({ signal }) => call(listSavedViews, {}, { signal }),
    staleTime: 60_000,
  });
}

/** The list that a view opens with. */
export function listOfView({ id, query, columns, density }: SavedView): ListUrl {
  const list = readListUrl(new URLSearchParams(query));
  return { ...list, view: id, columns: columns.length > 0 ? columns : null, density };
}

/** The address of a view: it says everything itself, so that it also opens for somebody who does not see the view. */
export const hrefOfView = (view: SavedView): string => `/msp/tickets${writeListUrl(listOfView(view))}`;

/** At most so often the counts are asked for, however much goes on. */
const COUNT_EVERY_MS = 3_000;

/** How many tickets each of these views shows, followed live. */
export function useViewCounts(ids: readonly string[]) {
  const client = useQueryClient();
  // not below `saved_view.`: hints of tickets are gathered here, those of views change the ids
  const key = ['view-counts', ids.join()];
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('ticket', () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: ['view-counts'] });
    }, COUNT_EVERY_MS);
  });
  const rows = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(countSavedViews, { ids: [...ids] }, { signal }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  }).data?.rows;
  // not by `select`: a map is another one each time, and the page would be drawn again and again until the answer comes
  return useMemo(() => new Map(rows?.map(({ id, counted }) => [id, counted])), [rows]);
}
