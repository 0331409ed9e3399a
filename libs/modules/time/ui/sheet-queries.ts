'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getTimeSheet, listTimeEntries, listTimePeople, missingSheets, sheetsForApproval } from '../contract';

const topics = { topics: ['time_entry', 'time_period', 'work_schedule'] };

/** The sheet of a person, one's own without one, for the period of the date; or anybody's by id. */
export const useTimeSheet = (which: { id: string } | { date?: string; userId?: string }) =>
  useQuery({
    queryKey: [getTimeSheet.name, which],
    queryFn: ({ signal }) => call(getTimeSheet, which, { signal }),
    meta: topics,
  });

/** The time of a person, one's own without one, between two dates, both included. */
export const useTimeBetween = (from: string, to: string, userId = 'me') =>
  useQuery({
    queryKey: [listTimeEntries.name, { userId, from, to }],
    queryFn: ({ signal }) => call(listTimeEntries, { userId, from, to, limit: 200 }, { signal }),
    meta: topics,
  });

/** The colleagues whose time the reader may write. */
export const useTimePeople = () =>
  useQuery({
    queryKey: [listTimePeople.name],
    queryFn: ({ signal }) => call(listTimePeople, {}, { signal }),
    meta: { topics: ['user', 'work_schedule'] },
    staleTime: 60_000,
  });

/** What waits for the reader. */
export const useSheetsForApproval = () =>
  useQuery({
    queryKey: [sheetsForApproval.name],
    queryFn: ({ signal }) => call(sheetsForApproval, {}, { signal }),
    meta: topics,
  });

export const useMissingSheets = (enabled: boolean) =>
  useQuery({
    queryKey: [missingSheets.name],
    queryFn: ({ signal }) => call(missingSheets, { periods: 4 }, { signal }),
    meta: topics,
    enabled,
  });

/** Asks anew about everything that a change of time or of a sheet touches. */
export function useRefreshSheets(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /^time_(entry|sheet)\./.test(String(queryKey[0])) });
}
