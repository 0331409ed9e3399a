'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** A colleague who has the ticket open. */
export interface Present {
  userId: string;
  name: string;
  isReplying: boolean;
}

const BEAT_MS = 10_000;

async function beat(ticketId: string, state: 'viewing' | 'replying' | 'gone'): Promise<Present[]> {
  const response = await fetch('/api/presence', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify({ ticketId, state }),
    keepalive: state === 'gone',
  }).catch(() => null);
  if (!response?.ok) return [];
  return ((await response.json()) as { data: Present[] }).data;
}

/**
 * Says that the reader has the ticket open, or writes a reply, and answers which colleagues have. A hint from the server asks anew at once;
 * whoever falls silent is gone within half a minute.
 */
export function usePresence(ticketId: string, isReplying: boolean): readonly Present[] {
  const client = useQueryClient();
  const state = isReplying ? 'replying' : 'viewing';
  const latest = useRef<'viewing' | 'replying'>(state);
  const key = `presence:${ticketId}`;
  const { data } = useQuery({
    queryKey: [key],
    queryFn: () => beat(ticketId, latest.current),
    refetchInterval: BEAT_MS,
    retry: false,
    gcTime: 0,
  });
  useEffect(() => {
    if (latest.current === state) return;
    latest.current = state;
    void client.invalidateQueries({ queryKey: [key] });
  }, [client, key, state]);
  useEffect(() => {
    const leave = () => void beat(ticketId, 'gone');
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [ticketId]);
  return data ?? [];
}
