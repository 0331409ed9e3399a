'use client';

import { ErrorState } from './error-state';
import { PageLoading } from './page-loading';

/** What a page needs to know of what it asked the server for. */
export interface Asked {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  data?: unknown;
  refetch: () => Promise<unknown>;
}

/** While nothing is there yet: grey lines, or why nothing comes. What is there stays when asking again fails. */
export function QueryState({ query, lines }: { query: Asked; lines?: number }) {
  if (query.isPending) return <PageLoading {...(lines === undefined ? {} : { lines })} />;
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return null;
}
