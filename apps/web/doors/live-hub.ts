import type { Redis } from '@kelp/platform/redis';
import { liveChannel } from '@kelp/kernel';

interface Hint {
  tenant: string;
  n: number;
  topics: string[];
}

type Listener = (n: number, topics: ReadonlySet<string>) => void;

/** Hints that come within this time travel to a browser as one. */
const gatherMs = 100;

/** So long hints are kept for a browser that connects: what changed between the making of its page and its stream is not lost on it. */
const keptMs = 15_000;

interface Recent {
  n: number;
  topics: Map<string, number>;
}

/** One Redis subscription for the whole process; every open screen hangs on it. */
export class LiveHub {
  private readonly byTenant = new Map<string, Set<Listener>>();
  private readonly waiting = new Map<string, { n: number; topics: Set<string> }>();
  private readonly watchers: ((tenant: string, topics: readonly string[]) => void)[] = [];
  private readonly recent = new Map<string, Recent>();
  private timer: NodeJS.Timeout | undefined;

  constructor(subscriber: Redis, prefix: string) {
    subscriber.on('message', (_channel, message) => this.receive(message));
    // Kept up by ioredis: after an outage it subscribes again by itself.
    subscriber.subscribe(liveChannel(prefix)).catch(() => undefined);
  }

  /** Calls `listener` for hints of this tenant until the returned function is called; at once with what changed in the last seconds. */
  listen(tenant: string, listener: Listener): () => void {
    const listeners = this.byTenant.get(tenant) ?? new Set();
    listeners.add(listener);
    this.byTenant.set(tenant, listeners);
    const { n, topics } = this.recentOf(tenant);
    if (topics.size > 0) listener(n, new Set(topics.keys()));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.byTenant.delete(tenant);
    };
  }

  /** Calls `watcher` for the hints of every tenant, as soon as they come and for as long as the process lives: for what it keeps of them. */
  watch(watcher: (tenant: string, topics: readonly string[]) => void): void {
    this.watchers.push(watcher);
  }

  private receive(message: string): void {
    const hint = parse(message);
    if (!hint) return;
    for (const watcher of this.watchers) watcher(hint.tenant, hint.topics);
    this.remember(hint);
    if (!this.byTenant.has(hint.tenant)) return;
    const waiting = this.waiting.get(hint.tenant) ?? { n: 0, topics: new Set<string>() };
    waiting.n = Math.max(waiting.n, hint.n);
    for (const topic of hint.topics) waiting.topics.add(topic);
    this.waiting.set(hint.tenant, waiting);
    this.timer ??= setTimeout(() => this.deliver(), gatherMs);
  }

  private remember({ tenant, n, topics }: Hint): void {
    const recent = this.recentOf(tenant);
    for (const topic of topics) recent.topics.set(topic, performance.now());
    this.recent.set(tenant, { n: Math.max(recent.n, n), topics: recent.topics });
  }

  /** Forgets what is too old on the way. */
  private recentOf(tenant: string): Recent {
    const { n, topics } = this.recent.get(tenant) ?? { n: 0, topics: new Map<string, number>() };
    const oldest = performance.now() - keptMs;
    for (const [topic, at] of topics) if (at < oldest) topics.delete(topic);
    if (topics.size === 0) this.recent.delete(tenant);
    return { n, topics };
  }

  private deliver(): void {
    this.timer = undefined;
    const due = [...this.waiting];
    this.waiting.clear();
    for (const [tenant, { n, topics }] of due) {
      for (const listener of this.byTenant.get(tenant) ?? []) listener(n, topics);
    }
  }
}

function parse(message: string): Hint | null {
  try {
    return JSON.parse(message) as Hint;
  } catch {
    return null;
  }
}
