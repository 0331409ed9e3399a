'use client';

import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import {
  concerns,
  isUpToDate,
  joinHints,
  topicsOf,
  upToOf,
  withHint,
  type LiveHint,
  type NewestByTopic,
} from './hints';
import type { LiveMessage, LiveState } from './live-stream';
import { listenLive } from './shared-stream';

type OnHint = (hint: LiveHint) => void;

interface Live {
  state: LiveState;
  listeners: Set<OnHint>;
}

const LiveContext = createContext<Live>({ state: 'connecting', listeners: new Set() });

/** Hints that come within this time are taken together. */
const GATHER_MS = 150;

const describeQuery = ({ queryKey, state, meta }: Query) => ({
  queryKey,
  data: state.data,
  topics: Array.isArray(meta?.['topics']) ? meta['topics'].map(String) : [],
});

/**
 * Makes the cache follow the hints: a query is asked again when its data is older than what was heard of its topics, also when
 * its answer was already on the way while the hint came.
 */
function followHints(client: QueryClient) {
  let newest: NewestByTopic = new Map();
  const unsubscribe = client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.state.status !== 'success' || query.state.fetchStatus !== 'idle') return;
    const described = describeQuery(query);
    const heard = topicsOf(described).some((topic) => newest.has(topic));
    if (heard && upToOf(described.data) !== null && !query.state.isInvalidated && !isUpToDate(described, newest)) {
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }
  });
  return {
    stop: unsubscribe,
    take(hint: LiveHint) {
      newest = withHint(newest, hint);
      const predicate = (query: Query) => concerns(hint, describeQuery(query), newest);
      void client.invalidateQueries({ predicate });
    },
  };
}

/** Listens to the server once for the whole front end; stands inside KelpProvider, for signed-in staff only. */
export function LiveProvider({ url = '/api/live', children }: { url?: string; children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [listeners] = useState(() => new Set<OnHint>());

  useEffect(() => {
    const cache = followHints(client);
    let gathered: LiveHint[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    function deliver() {
      timer = undefined;
      const hint = joinHints(gathered);
      gathered = [];
      cache.take(hint);
      listeners.forEach((listener) => listener(hint));
    }
    function hear(message: LiveMessage) {
      if (message.kind === 'state') setState(message.state);
      else if (message.kind === 'reconnected') void client.invalidateQueries();
      else {
        gathered.push(message.hint);
        timer ??= setTimeout(deliver, GATHER_MS);
      }
    }
    const stop = listenLive(url, hear);
    return () => {
      stop();
      cache.stop();
      clearTimeout(timer);
    };
  }, [client, listeners, url]);

  const live = useMemo(() => ({ state, listeners }), [state, listeners]);
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

/** How the connection stands. */
export const useLiveState = (): LiveState => useContext(LiveContext).state;

/** Calls `onHint` when something of this topic changed. Queries whose key begins with the topic need no call: they are asked again anyway. */
export function useLive(topic: string, onHint: OnHint): void {
  const { listeners } = useContext(LiveContext);
  const latest = useRef(onHint);
  useEffect(() => {
    latest.current = onHint;
  });
  useEffect(() => {
    const listener: OnHint = (hint) => {
      if (hint.topics.includes(topic)) latest.current(hint);
    };
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listeners, topic]);
}
