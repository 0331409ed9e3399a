'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { Conversation } from './use-conversation';

/** Goes to the comment that the address names, loading earlier parts until it is there: once, so that later changes leave the reader in peace. */
export function useLinkedComment({ query, threads, hasEarlier, isLoadingEarlier, loadEarlier }: Conversation): void {
  const wanted = useSearchParams().get('comment');
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (!wanted || shown.current === wanted || !query.data) return;
    const place = document.getElementById(`comment-${wanted}`);
    if (place) {
      shown.current = wanted;
      place.scrollIntoView({ block: 'center' });
      place.focus({ preventScroll: true });
    } else if (hasEarlier && !isLoadingEarlier) loadEarlier();
  }, [wanted, query.data, threads, hasEarlier, isLoadingEarlier, loadEarlier]);
}
