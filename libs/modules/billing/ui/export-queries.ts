'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import {
  checkAccountingExport,
  getAccountingExport,
  listAccountingExports,
  listAccountingMappings,
  type accountingTarget,
} from '../contract';
import type { z } from '@kelp/kernel/contract';

type Target = z.output<typeof accountingTarget>;

export function useExportCheck(input: { target: Target; from?: string; to?: string }) {
  return useQuery({
    queryKey: [checkAccountingExport.name, input],
    queryFn: ({ signal }) => call(checkAccountingExport, input, { signal }),
    meta: { topics: ['accounting_export', 'invoice', 'payment', 'credit'] },
  });
}

export function useExports(target: Target) {
  const input = { target, limit: 50 };
  return useQuery({
    queryKey: [listAccountingExports.name, input],
    queryFn: ({ signal }) => call(listAccountingExports, input, { signal }),
    meta: { topics: ['accounting_export'] },
  });
}

export function useExport(id: string) {
  return useQuery({
    queryKey: [getAccountingExport.name, id],
    queryFn: ({ signal }) => call(getAccountingExport, { id }, { signal }),
    meta: { topics: ['accounting_export'] },
  });
}

export function useMappings(target: Target) {
  return useQuery({
    queryKey: [listAccountingMappings.name, target],
    queryFn: ({ signal }) => call(listAccountingMappings, { target }, { signal }),
  });
}

/** Asks again for everything about exports, after a change. */
export function useRefreshExports(): () => Promise<void> {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('accounting_') });
}
