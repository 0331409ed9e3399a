import { isUuid } from '@kelp/std';
import { searchAge } from '../contract';
import type { Narrowed } from './use-search';

/** Values as one part of an address; each may hold any sign. */
const joined = (values: readonly string[]): string | null =>
  values.length > 0 ? values.map(encodeURIComponent).join(',') : null;

function parted(part: string | null): string[] {
  try {
    return (part ?? '').split(',').filter(Boolean).map(decodeURIComponent).slice(0, 20);
  } catch {
    // an address that somebody cut: as if nothing had been chosen
    return [];
  }
}

/** What narrows the search, out of the page's address; what is not right there is left out. */
export function readNarrowing(address: URLSearchParams): Narrowed {
  const clients = parted(address.get('client')).filter(isUuid);
  const statuses = parted(address.get('status'));
  const changed = searchAge.safeParse(address.get('changed'));
  return {
    ...(clients.length > 0 ? { clients } : {}),
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(changed.success ? { changed: changed.data } : {}),
    ...(address.get('comments') === 'off' ? { comments: false } : {}),
  };
}

/** The changes of the address that make it say this; a part of null goes. */
export function writeNarrowing({ clients = [], statuses = [], changed, comments = true }: Narrowed) {
  return {
    client: joined(clients),
    status: joined(statuses),
    changed: changed ?? null,
    comments: comments ? null : 'off',
  };
}
