/** "Something of these kinds changed, up to n": all that the server pushes. What changed is fetched. */
export interface LiveHint {
  n: number;
  topics: readonly string[];
}

/** The parts of a cached query that decide whether a hint concerns it. */
export interface CachedQuery {
  queryKey: readonly unknown[];
  data: unknown;
  /** topics named by the query itself, beside the one in its key */
  topics: readonly string[];
}

/** The topic that a key belongs to: `['ticket.list', …]` and `['ticket', …]` both belong to `ticket`. */
export function topicOfKey(queryKey: readonly unknown[]): string | null {
  const [first] = queryKey;
  return typeof first === 'string' ? (first.split('.')[0] ?? null) : null;
}

/** Every topic whose changes make this query old. */
export function topicsOf({ queryKey, topics }: Pick<CachedQuery, 'queryKey' | 'topics'>): string[] {
  const own = topicOfKey(queryKey);
  return own === null ? [...topics] : [own, ...topics];
}

function ownUpTo(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('upTo' in value)) return null;
  return typeof value.upTo === 'number' ? value.upTo : null;
}

/** The live counter that the data is true for; of a paged answer the oldest page counts. Null when the data does not say. */
export function upToOf(data: unknown): number | null {
  if (typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages)) {
    const counters = data.pages.map(ownUpTo);
    return counters.length === 0 || counters.includes(null) ? null : Math.min(...counters.map((n) => n ?? 0));
  }
  return ownUpTo(data);
}

/** The newest counter heard of, by topic. */
export type NewestByTopic = ReadonlyMap<string, number>;

/** The map with the hint taken in; a hint that arrives late never sets a counter back. */
export function withHint(newest: NewestByTopic, { n, topics }: LiveHint): Map<string, number> {
  const next = new Map(newest);
  for (const topic of topics) next.set(topic, Math.max(n, next.get(topic) ?? 0));
  return next;
}

/** Whether the data is known to be true for everything heard of its topics. */
export function isUpToDate(query: CachedQuery, newest: NewestByTopic): boolean {
  const upTo = upToOf(query.data);
  if (upTo === null) return false;
  return topicsOf(query).every((topic) => (newest.get(topic) ?? 0) <= upTo);
}

/** Whether the query must be asked again because of this hint. */
export function concerns(hint: LiveHint, query: CachedQuery, newest: NewestByTopic): boolean {
  return topicsOf(query).some((topic) => hint.topics.includes(topic)) && !isUpToDate(query, newest);
}

/** Several hints as one. */
export function joinHints(hints: readonly LiveHint[]): LiveHint {
  return {
    n: Math.max(0, ...hints.map(({ n }) => n)),
    topics: [...new Set(hints.flatMap(({ topics }) => topics))],
  };
}

/** Reads what the stream says; null when it is not a hint. */
export function parseHint(text: string): LiveHint | null {
  try {
    const { n, topics } = JSON.parse(text) as Partial<LiveHint>;
    return typeof n === 'number' && Array.isArray(topics) ? { n, topics: topics.map(String) } : null;
  } catch {
    return null;
  }
}
