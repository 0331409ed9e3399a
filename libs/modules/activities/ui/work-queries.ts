'use client';

import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { call } from '@kelp/kernel/client';
import { getMe } from '@kelp/identity/contract';
import { toastError } from '@kelp/ui';
import { listActivities, listColleagues, type WorkList } from '../contract';

const longestTimer = 2 ** 31 - 1;
/** A browser whose clock runs ahead asks no more often than this. */
const shortestMs = 5000;

export function useMe() {
  return useQuery({
    queryKey: [getMe.name],
    queryFn: ({ signal }) => call(getMe, {}, { signal }),
    staleTime: 5 * 60_000,
  });
}

/** Asks again when the clock alone changes the list: a snooze ends, a promise breaks, a day begins. */
function useNextChange(nextAt: Date | null | undefined, refresh: () => void): void {
  const at = nextAt?.getTime();
  useEffect(() => {
    if (at === undefined) return undefined;
    const timer = setTimeout(refresh, Math.min(longestTimer, Math.max(shortestMs, at - Date.now() + 300)));
    return () => clearTimeout(timer);
  }, [at, refresh]);
}

/** A person's list; one's own without an id. */
export function useWork(userId: string | null) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: [listActivities.name, userId ?? 'me'],
    queryFn: ({ signal }) => call(listActivities, userId ? { userId } : {}, { signal }),
    meta: { topics: ['ticket', 'time_entry', 'sla', 'client', 'user', 'team', 'board'] },
  });
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: [listActivities.name] }), [client]);
  useNextChange(query.data?.nextAt, refresh);
  return query;
}

/** Whose lists may be looked at. */
export function useColleagues(enabled: boolean) {
  return useQuery({
    queryKey: [listColleagues.name],
    queryFn: ({ signal }) => call(listColleagues, {}, { signal }),
    staleTime: 5 * 60_000,
    enabled,
  });
}

function draw(client: QueryClient, change: (list: WorkList) => WorkList): void {
  // what is shown before the server answers is not known to be true for any hint
  client.setQueryData<WorkList>([listActivities.name, 'me'], (list) => (list ? { ...change(list), upTo: 0 } : list));
}

/** Does something to one's own list: it is drawn at once, done, and then asked for again. Gives whether it was done. */
export function useWorkAct() {
  const client = useQueryClient();
  return useCallback(
    async (work: () => Promise<unknown>, change: (list: WorkList) => WorkList = (list) => list): Promise<boolean> => {
      await client.cancelQueries({ queryKey: [listActivities.name, 'me'] });
      draw(client, change);
      const isDone = await work().then(
        () => true,
        (error: unknown) => {
          toastError(error);
          return false;
        },
      );
      await client.invalidateQueries({ queryKey: [listActivities.name] });
      return isDone;
    },
    [client],
  );
}
