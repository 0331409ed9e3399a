'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { call } from '@kelp/kernel/client';
import { getMe } from '@kelp/identity/contract';
import { toastError } from '@kelp/ui';
import { listActivities, listColleagues } from '../contract';
import { actOnWork, withActs, type WorkChange } from './work-act';

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
    queryFn: async ({ signal }) => {
      const list = await call(listActivities, userId ? { userId } : {}, { signal });
      return userId ? list : withActs(client, list);
    },
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

function sayAndThrow(error: unknown): never {
  toastError(error);
  throw error;
}

/** Does something to one's own list: it is drawn at once, done, and then asked for again. Gives whether it was done. */
export function useWorkAct() {
  const client = useQueryClient();
  return useCallback(
    (work: () => Promise<unknown>, change: WorkChange = (list) => list): Promise<boolean> =>
      actOnWork(client, () => work().catch(sayAndThrow), change).then(
        () => true,
        () => false,
      ),
    [client],
  );
}
