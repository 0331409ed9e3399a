'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { getClientTax, listEndingExemptions, listTaxedDocuments, readTaxReport } from '../contract';

/** How a client is taxed, and by what. */
export function useClientTax(clientId: string) {
  return useQuery({
    queryKey: [getClientTax.name, clientId],
    queryFn: ({ signal }) => call(getClientTax, { clientId }, { signal }),
  });
}

export function useRefreshClientTax(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => /^client_tax\./.test(String(queryKey[0])) });
}

export function useTaxReport(input: z.output<typeof readTaxReport.input>) {
  return useQuery({
    queryKey: [readTaxReport.name, input],
    queryFn: ({ signal }) => call(readTaxReport, input, { signal }),
    placeholderData: keepPreviousData,
    meta: { topics: ['invoice'] },
  });
}

/** The documents behind one number; asked only when it is opened. */
export function useTaxedDocuments(input: z.output<typeof listTaxedDocuments.input>) {
  return useQuery({
    queryKey: [listTaxedDocuments.name, input],
    queryFn: ({ signal }) => call(listTaxedDocuments, input, { signal }),
    meta: { topics: ['invoice'] },
  });
}

/** Certificates that have ended or end soon; asked only of who may see them. */
export function useEndingExemptions(enabled: boolean) {
  return useQuery({
    queryKey: [listEndingExemptions.name],
    queryFn: ({ signal }) => call(listEndingExemptions, {}, { signal }),
    enabled,
  });
}
