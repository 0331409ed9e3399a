'use client';

import { useQuery } from '@tanstack/react-query';
import { knock } from './doors-client';

/** Asks a door once when the page opens. A single-use link must not be used twice, so nothing is asked again by itself. */
export function useDoor<T extends object>(name: string, token: string) {
  return useQuery({
    queryKey: ['door', name, token],
    queryFn: () => knock<T>(name, { token }),
    retry: false,
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
}
