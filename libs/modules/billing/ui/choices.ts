'use client';

import { useQuery } from '@tanstack/react-query';
import { listTaxRates } from '@kelp/catalog/contract';
import { getBillingProfiles } from '@kelp/contracts/contract';
import { call } from '@kelp/kernel/client';

/** The billing profiles of a client, the default first; none while no client is chosen. */
export function useProfileChoices(clientId: string | null) {
  return useQuery({
    queryKey: [getBillingProfiles.name, { clientId }],
    queryFn: ({ signal }) => call(getBillingProfiles, { clientId: clientId ?? '' }, { signal }),
    enabled: clientId !== null,
  });
}

/** The currency chosen, else that in which the client is billed, which is the workspace's without a profile; empty until it is known. */
export function useClientCurrency(clientId: string | null, chosen: string | null): string {
  const { data } = useProfileChoices(clientId);
  return chosen ?? data?.currency ?? '';
}

/** Tax categories that a line may have. */
export function useTaxCategories() {
  return useQuery({
    queryKey: [listTaxRates.name],
    queryFn: ({ signal }) => call(listTaxRates, {}, { signal }),
  });
}
