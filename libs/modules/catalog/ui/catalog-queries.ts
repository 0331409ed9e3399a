'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getTenant } from '@kelp/tenants/contract';
import { listServices, listTaxRates } from '../contract';

/** Services by name, page by page. */
export function useServiceList(search: string, includeInactive: boolean) {
  const input = { limit: 100, includeInactive, ...(search ? { search } : {}) };
  return useInfiniteQuery({
    queryKey: [listServices.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listServices, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Every tax category with its rates; asked only of who may see them. */
export function useTaxRates(enabled: boolean) {
  return useQuery({
    queryKey: [listTaxRates.name],
    queryFn: ({ signal }) => call(listTaxRates, {}, { signal }),
    enabled,
  });
}

/** The workspace's own currency; USD until it is known. */
export function useHomeCurrency(): string {
  const { data } = useQuery({ queryKey: [getTenant.name], queryFn: ({ signal }) => call(getTenant, {}, { signal }) });
  return data?.currency ?? 'USD';
}

/** Fetches services and tax rates anew, after a change. */
export function useRefreshCatalog(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /^(service|tax_rate)\./.test(String(queryKey[0])) });
}
