'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';

/** Filters that live in the address of the page, so that a reload and the back button keep them. */
export function useAddress(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  function change(changes: Record<string, string | null>) {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    router.replace(query ? `${path}?${query}` : path, { scroll: false });
  }
  return [new URLSearchParams(params), change];
}
