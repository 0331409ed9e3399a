'use client';

import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getMe } from '../contract';

/** The signed-in person; asked again when sessions or people change, and when the window gets the focus back. */
export function useMe() {
  return useQuery({
    queryKey: [getMe.name],
    queryFn: ({ signal }) => call(getMe, {}, { signal }),
    refetchOnWindowFocus: 'always',
    meta: { topics: ['session', 'user'] },
  });
}
