'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getImport, listImportKinds, listImportRows, listImports, type ImportState, type RowState } from '../contract';

const meta = { topics: ['import'] };

export const useImports = () =>
  useInfiniteQuery({
    queryKey: [listImports.name],
    queryFn: ({ pageParam, signal }) =>
      call(listImports, { limit: 50, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    meta,
  });

export const useImportChoices = () =>
  useQuery({ queryKey: [listImportKinds.name], queryFn: ({ signal }) => call(listImportKinds, {}, { signal }) });

/** Whether the worker is at it. */
export const isWorking = (state: ImportState): boolean =>
  state === 'reading' || state === 'checking' || state === 'running' || state === 'undoing';

/** One import as it goes on: hints tell of progress, and without a live connection it is looked at now and then. */
export const useImport = (id: string) =>
  useQuery({
    queryKey: [getImport.name, id],
    queryFn: ({ signal }) => call(getImport, { id }, { signal }),
    refetchInterval: ({ state }) => (state.data && !isWorking(state.data.state) ? false : 2_000),
    meta,
  });

export const useImportRows = (id: string, states: RowState[] | null) =>
  useInfiniteQuery({
    queryKey: [listImportRows.name, id, states],
    queryFn: ({ pageParam, signal }) =>
      call(listImportRows, { id, after: pageParam, limit: 100, ...(states ? { states } : {}) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    meta,
  });

/** Asks for everything about imports again, after a change. */
export function useRefreshImports(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('import.') });
}
