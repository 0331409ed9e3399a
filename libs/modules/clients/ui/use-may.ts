'use client';

import { useQuery } from '@tanstack/react-query';
import { getMe } from '@kelp/identity/contract';
import { call } from '@kelp/kernel/client';

/** Whether the reader holds a permission; false until that is known. */
export function useMay(permission: string): boolean {
  const { data } = useQuery({
    queryKey: [getMe.name],
    queryFn: ({ signal }) => call(getMe, {}, { signal }),
    staleTime: 5 * 60_000,
  });
  return data?.permissions.includes(permission) ?? false;
}
