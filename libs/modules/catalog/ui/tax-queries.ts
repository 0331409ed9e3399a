'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getTaxSettings, listTaxPlaces } from '../contract';

/** Every place in order of its code. */
export function useTaxPlaces() {
  return useQuery({
    queryKey: [listTaxPlaces.name],
    queryFn: ({ signal }) => call(listTaxPlaces, {}, { signal }),
  });
}

/** How the workspace counts tax. */
export function useTaxSettings() {
  return useQuery({
    queryKey: [getTaxSettings.name],
    queryFn: ({ signal }) => call(getTaxSettings, {}, { signal }),
  });
}

/** Fetches rates, places and settings anew, after a change. */
export function useRefreshTax(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => /^tax_/.test(String(queryKey[0])) });
}
