'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { listApiKeys, listPortalUsers, listRoles, listTeams, listUsers } from '../contract';
import { useMe } from './use-me';

export type Team = z.output<typeof listTeams.output>['rows'][number];
export type Role = z.output<typeof listRoles.output>['rows'][number];

/** Whether the reader holds a permission; false until that is known. The server decides anew at each call. */
export function useMay(): (permission: string) => boolean {
  const permissions = useMe().data?.permissions ?? [];
  return (permission) => permissions.includes(permission);
}

/** Colleagues by name, page by page. */
export function usePeople(search: string, includeInactive: boolean) {
  const input = {
    state: includeInactive ? ('all' as const) : ('active' as const),
    limit: 100,
    ...(search ? { search } : {}),
  };
  return useInfiniteQuery({
    queryKey: [listUsers.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listUsers, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Colleagues to choose from: the first 200 active ones by name. */
export function useColleagues() {
  const input = { state: 'active' as const, limit: 200 };
  return useQuery({
    queryKey: [listUsers.name, 'choices', input],
    queryFn: ({ signal }) => call(listUsers, input, { signal }),
  });
}

/** The staff roles; asked only of who may see them. */
export function useRoles(enabled: boolean) {
  return useQuery({
    queryKey: [listRoles.name, { side: 'msp' }],
    queryFn: ({ signal }) => call(listRoles, { side: 'msp' }, { signal }),
    enabled,
    meta: { topics: ['role', 'user'] },
  });
}

/** The teams with their members; asked only of who may see them. */
export function useTeams(enabled: boolean) {
  return useQuery({
    queryKey: [listTeams.name],
    queryFn: ({ signal }) => call(listTeams, {}, { signal }),
    enabled,
    meta: { topics: ['team', 'user'] },
  });
}

/** The API keys that the reader may see: his own, and everybody's for who manages keys. */
export function useApiKeys(enabled: boolean) {
  return useQuery({
    queryKey: [listApiKeys.name],
    queryFn: ({ signal }) => call(listApiKeys, {}, { signal }),
    enabled,
    meta: { topics: ['api_key'] },
  });
}

/** Who of a client may use the portal; asked only of who may see it. */
export function usePortalUsers(clientId: string, enabled: boolean) {
  return useQuery({
    queryKey: [listPortalUsers.name, { clientId }],
    queryFn: ({ signal }) => call(listPortalUsers, { clientId }, { signal }),
    enabled,
    meta: { topics: ['user'] },
  });
}

/** Asks for everything about people again, after a change. */
export function useRefreshPeople(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => /^(user|team|role|portal_user)\./.test(String(queryKey[0])),
    });
}
