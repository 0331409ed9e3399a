'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { Entity } from '@kelp/tags/contract';
import { getTenant } from '@kelp/tenants/contract';
import { fieldChoices, fieldForm, listFields, recordFields } from '../contract';

/** The fields that a new record is asked for. */
export function useFieldForm(entity: Entity, boardId: string | undefined) {
  return useQuery({
    queryKey: [fieldForm.name, entity, boardId ?? null],
    queryFn: ({ signal }) => call(fieldForm, { entity, ...(boardId ? { boardId } : {}) }, { signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    meta: { topics: ['custom_field'] },
  });
}

/** The fields of one record with its values. */
export function useRecordFields(entity: Entity, id: string, enabled: boolean) {
  return useQuery({
    queryKey: [recordFields.name, entity, id],
    queryFn: ({ signal }) => call(recordFields, { entity, id }, { signal }),
    enabled,
    meta: { topics: ['custom_field', entity] },
  });
}

/** The fields of a kind of record, for the settings. */
export function useFieldList(entity: Entity, includeRetired: boolean) {
  return useQuery({
    queryKey: [listFields.name, entity, includeRetired],
    queryFn: ({ signal }) => call(listFields, { entity, includeRetired }, { signal }),
    placeholderData: keepPreviousData,
    meta: { topics: ['custom_field'] },
  });
}

/** People, contacts or boards whose name holds these words. */
export function useFieldChoices(kind: 'person' | 'contact' | 'board', search: string, enabled = true) {
  return useQuery({
    queryKey: [fieldChoices.name, kind, search],
    queryFn: ({ signal }) => call(fieldChoices, { kind, ...(search ? { search } : {}) }, { signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** The currency of an amount that names none. */
export function useOwnCurrency(): string {
  const { data } = useQuery({
    queryKey: [getTenant.name],
    queryFn: ({ signal }) => call(getTenant, {}, { signal }),
    staleTime: 5 * 60_000,
  });
  return data?.currency ?? 'USD';
}

/** Fetches fields and the records that have them anew, after a change. */
export function useRefreshFields(): () => Promise<void> {
  const cache = useQueryClient();
  return () =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) => /^(field|ticket|client|contact)\./.test(String(queryKey[0])),
    });
}
