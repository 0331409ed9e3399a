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

/** One Redis subscription for the whole process; every open screen hangs on it. */
export class LiveHub {
  private readonly byTenant = new Map<string, Set<Listener>>();
  private readonly waiting = new Map<string, { n: number; topics: Set<string> }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(subscriber: Redis, prefix: string) {
    subscriber.on('message', (_channel, message) => this.receive(message));
    // Kept up by ioredis: after an outage it subscribes again by itself.
    subscriber.subscribe(liveChannel(prefix)).catch(() => undefined);
  }

  /** Calls `listener` for hints of this tenant until the returned function is called. */
  listen(tenant: string, listener: Listener): () => void {
    const listeners = this.byTenant.get(tenant) ?? new Set();
    listeners.add(listener);
    this.byTenant.set(tenant, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.byTenant.delete(tenant);
    };
  }

  private receive(message: string): void {
    const hint = parse(message);
    if (!hint || !this.byTenant.has(hint.tenant)) return;
    const waiting = this.waiting.get(hint.tenant) ?? { n: 0, topics: new Set<string>() };
    waiting.n = Math.max(waiting.n, hint.n);
    for (const topic of hint.topics) waiting.topics.add(topic);
    this.waiting.set(hint.tenant, waiting);
    this.timer ??= setTimeout(() => this.deliver(), gatherMs);
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
