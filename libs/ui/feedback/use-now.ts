'use client';

import { useSyncExternalStore } from 'react';

const TICK_MS = 20_000;
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read(): number {
  if (now === 0) now = Date.now();
  return now;
}

/**
 * The browser's clock, new every 20 s for every component at once, only to word distances ("3 min ago").
 * Null on the server and while hydrating, so that both draw the same.
 */
export function useNow(): Date | null {
  const at = useSyncExternalStore(subscribe, read, () => 0);
  return at === 0 ? null : new Date(at);
}
