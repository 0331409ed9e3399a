import { localDate, type z } from '@kelp/kernel/contract';
import { isUuid } from '@kelp/std';
import type { DataListSort } from '@kelp/ui';
import {
  clientSort,
  clientType,
  contactSort,
  lifecycle,
  type listClients,
  type listContacts,
  type listInteractions,
} from '../contract';

type ClientFilter = Omit<z.output<typeof listClients.input>, 'after' | 'limit' | 'withHealth'>;
type ContactFilter = Omit<z.output<typeof listContacts.input>, 'after' | 'limit'>;
type FeedFilter = Omit<z.output<typeof listInteractions.input>, 'after' | 'limit'>;

const idIn = (text: string | null) => (text !== null && isUuid(text) ? text : undefined);
const idsIn = (text: string | null) => (text ?? '').split(',').filter(isUuid).slice(0, 50);

/** Which of them are shown as to their use: those in use alone, the inactive ones too, or only these. */
const useOf = (query: URLSearchParams) => {
  const said = query.get('inactive');
  return { includeInactive: said === '1', ...(said === 'only' ? { onlyInactive: true } : {}) };
};

const common = (query: URLSearchParams) => {
  const search = (query.get('q') ?? '').slice(0, 200);
  const tagIds = idsIn(query.get('tag'));
  return {
    ...useOf(query),
    ...(search ? { search } : {}),
    ...(tagIds.length > 0 ? { tagIds } : {}),
    direction: query.get('dir') === 'desc' ? ('desc' as const) : ('asc' as const),
  };
};

/** What the address of the list of clients asks for; what makes no sense in it (an old link, a typing error) counts as not said. */
export function readClientList(query: URLSearchParams): ClientFilter {
  const manager = query.get('manager');
  const [type, stage] = [
    clientType.safeParse(query.get('type')).data,
    lifecycle.safeParse(query.get('lifecycle')).data,
  ];
  const accountManagerId = idIn(manager);
  return {
    ...common(query),
    ...(type ? { type } : {}),
    ...(stage ? { lifecycle: stage } : {}),
    ...(accountManagerId ? { accountManagerId } : {}),
    ...(manager === 'nobody' ? { hasNoManager: true } : {}),
    sort: clientSort.safeParse(query.get('sort')).data ?? 'name',
  };
}

/** The same for the list of contacts. */
export function readContactList(query: URLSearchParams): ContactFilter {
  const clientId = idIn(query.get('client'));
  return {
    ...common(query),
    ...(clientId ? { clientId } : {}),
    ...(query.get('vip') === '1' ? { isVip: true } : {}),
    sort: contactSort.safeParse(query.get('sort')).data ?? 'name',
  };
}

/** What the address of the feed of interactions asks for; days that make no sense count as not said. */
export function readFeed(query: URLSearchParams): FeedFilter {
  const search = (query.get('q') ?? '').slice(0, 200);
  const ids = {
    typeId: idIn(query.get('type')),
    clientId: idIn(query.get('client')),
    userId: idIn(query.get('person')),
  };
  const [from, to] = ['from', 'to'].map((name) => localDate.safeParse(query.get(name)).data);
  // turned around they would let nothing through
  const isTurned = from !== undefined && to !== undefined && from > to;
  const said = { ...ids, from: isTurned ? to : from, to: isTurned ? from : to, search: search || undefined };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** An order as the address says it; the usual one is not said. */
export const writeSort = ({ key, direction }: DataListSort) => ({
  sort: key === 'name' ? null : key,
  dir: direction === 'asc' ? null : direction,
});
