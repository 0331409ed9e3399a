'use client';

import { usePathname, useSearchParams } from 'next/navigation';

interface ListAddress {
  search: string;
  includeInactive: boolean;
}

/** What the list shows, as the address of the page says it: a reload, a copied link and the back button keep it. */
export function useListAddress(): [ListAddress, (next: Partial<ListAddress>) => void] {
  const path = usePathname();
  const query = useSearchParams();
  const now = { search: (query.get('q') ?? '').slice(0, 200), includeInactive: query.get('inactive') === '1' };
  function go(change: Partial<ListAddress>) {
    const next = { ...now, ...change };
    const words = new URLSearchParams({
      ...(next.search ? { q: next.search } : {}),
      ...(next.includeInactive ? { inactive: '1' } : {}),
    }).toString();
    window.history.replaceState(null, '', words ? `${path}?${words}` : path);
  }
  return [now, go];
}
