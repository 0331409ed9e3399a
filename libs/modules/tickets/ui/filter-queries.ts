'use client';

import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { listFields, type ListedField } from '@kelp/fields/contract';
import { useTags } from '@kelp/tags/screens';
import { useMe } from './ticket-queries';

const seldom = 5 * 60_000;
const none: readonly ListedField[] = [];

/** The tags that tickets may carry. */
export function useTicketTags(enabled = true) {
  const may = useMe().data?.permissions.includes('tag.read') ?? false;
  return useTags('ticket', enabled && may);
}

/** The custom fields of tickets, in the order of their form; none for those who may not see which there are. */
export function useTicketFields(): readonly ListedField[] {
  const may = useMe().data?.permissions.includes('custom_field.read') ?? false;
  const { data } = useQuery({
    queryKey: [listFields.name, 'ticket', false],
    queryFn: ({ signal }) => call(listFields, { entity: 'ticket', includeRetired: false }, { signal }),
    staleTime: seldom,
    enabled: may,
    meta: { topics: ['custom_field'] },
  });
  return data?.rows ?? none;
}
