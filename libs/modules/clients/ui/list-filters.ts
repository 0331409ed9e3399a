'use client';

import { useQuery } from '@tanstack/react-query';
import { useMe } from '@kelp/identity/screens';
import { call } from '@kelp/kernel/client';
import type { Entity } from '@kelp/tags/contract';
import { useTags } from '@kelp/tags/screens';
import type { ListFilter } from '@kelp/ui';
import { getClient, listClients } from '../contract';
import { t } from './strings';

/** The tags that such records may carry, as a filter; null for those who may not see tags. */
export function useTagFilter(entity: Entity): ListFilter | null {
  const may = useMe().data?.permissions.includes('tag.read') ?? false;
  const { data } = useTags(entity, may);
  const options = (data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return may ? { key: 'tag', label: t('filter.tag'), options } : null;
}

/** Those in use unless something else is said. */
export const inactiveFilter: ListFilter = {
  key: 'inactive',
  label: t('filter.use'),
  multiple: false,
  options: [
    { value: '1', label: t('filter.use.all') },
    { value: 'only', label: t('filter.use.only') },
  ],
};

async function findClients(search: string) {
  const { rows } = await call(listClients, { search, includeInactive: false, limit: 20 });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

/** The client in the address by name, and any other by typing. */
export function useClientFilter(clientId: string | undefined): ListFilter {
  const { data } = useQuery({
    queryKey: [getClient.name, clientId],
    queryFn: ({ signal }) => call(getClient, { id: clientId ?? '' }, { signal }),
    enabled: clientId !== undefined,
  });
  const options = clientId ? [{ value: clientId, label: data?.name ?? t('loading') }] : [];
  return { key: 'client', label: t('list.one'), multiple: false, options, find: findClients };
}

/** What the address says of each filter. */
export const valuesIn = (address: URLSearchParams, filters: readonly ListFilter[]) =>
  Object.fromEntries(filters.map(({ key }) => [key, (address.get(key) ?? '').split(',').filter(Boolean)]));

/** The change of the address that takes all filters off. */
export const cleared = (filters: readonly ListFilter[]) =>
  Object.fromEntries([...filters.map(({ key }) => key), 'q'].map((key) => [key, null]));
