'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { listServices } from '@kelp/catalog/contract';
import { call } from '@kelp/kernel/client';
import { getBillingProfiles, getContract, listContracts } from '../contract';

export type StatusFilter = 'draft' | 'active' | 'ended';

/** Contracts by client and name, page by page. */
export function useContractList(search: string, status: StatusFilter | undefined) {
  const input = { limit: 100, ...(search ? { search } : {}), ...(status ? { status } : {}) };
  return useInfiniteQuery({
    queryKey: [listContracts.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listContracts, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

export function useContract(id: string) {
  return useQuery({
    queryKey: [getContract.name, { id }],
    queryFn: ({ signal }) => call(getContract, { id }, { signal }),
  });
}

/** The billing profiles of a client, the default first; asked only of who may see them. */
export function useBillingProfiles(clientId: string | null, enabled: boolean) {
  return useQuery({
    queryKey: [getBillingProfiles.name, { clientId }],
    queryFn: ({ signal }) => call(getBillingProfiles, { clientId: clientId ?? '' }, { signal }),
    enabled: enabled && clientId !== null,
  });
}

/** Services to choose from in a form. */
export function useServiceChoices() {
  const input = { limit: 200, includeInactive: false };
  return useQuery({
    queryKey: [listServices.name, input],
    queryFn: ({ signal }) => call(listServices, input, { signal }),
  });
}

/** Fetches contracts and billing profiles anew, after a change. */
export function useRefreshContracts(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) =>
        /^(contract|billing_profile|discount|rate_rule|purchase_order)\./.test(String(queryKey[0])),
    });
}
