import { createHash } from 'node:crypto';
import type { Redis } from '@kelp/platform/redis';

/** Constant: changing it would move aggregates between streams. */
export const streamCount = 16;

export interface Envelope {
  id: string;
  tenant: string;
  type: string;
  version: number;
  aggregateType: string;
  aggregateId: string;
  occurredAt: string;
  actor: { kind: string; id: string | null; name: string };
  causeId: string | null;
  depth: number;
  isMuted: boolean;
  payload: unknown;
  /** Handlers that have a delivery row; others acknowledge unread. */
  handlers: string[];
}

export const streamName = (prefix: string, n: number): string => `{${prefix}:events:${n}}`;
export const deadLetterName = (stream: string): string => `${stream}:dead-letter`;
export const wakeChannel = (prefix: string, what: 'relay' | 'events'): string => `${prefix}:wake:${what}`;
export const liveChannel = (prefix: string): string => `${prefix}:live`;

/** The stream of an aggregate: same tenant and aggregate, same stream, so order within one is kept. */
export function streamOf(tenant: string, aggregateId: string): number {
  return createHash('sha256').update(`${tenant}:${aggregateId}`).digest().readUInt32BE(0) % streamCount;
}

/** Says on the wake channel of events which streams hold something new, and for whom. */
const newsOf = (streams: Iterable<number>, handlers: Iterable<string>): string =>
  `${[...streams].join(',')} ${[...handlers].join(',')}`;

export interface News {
  readonly streams: readonly number[];
  /** For whom it is. */
  isFor(handler: string): boolean;
}

/** What such news says. Throws nothing: what it cannot read is for everybody, on every stream. */
export function readNews(news: string): News {
  const [streams = '', names] = news.split(' ');
  const numbers = streams.split(',').map(Number);
  const isReadable = names !== undefined && numbers.every((n) => Number.isInteger(n) && n >= 0 && n < streamCount);
  if (!isReadable) return { streams: everyStream, isFor: () => true };
  const handlers = new Set(names.split(','));
  return { streams: numbers, isFor: (handler) => handlers.has(handler) };
}

export const everyStream: readonly number[] = Array.from({ length: streamCount }, (_, n) => n);

/** Appends envelopes in one pipeline and wakes those consumers that they are for. */
export async function addToStreams(redis: Redis, prefix: string, envelopes: Envelope[]): Promise<void> {
  if (envelopes.length === 0) return;
  const pipeline = redis.pipeline();
  const touched = new Set<number>();
  for (const envelope of envelopes) {
    const n = streamOf(envelope.tenant, envelope.aggregateId);
    touched.add(n);
    pipeline.xadd(streamName(prefix, n), '*', 'e', JSON.stringify(envelope));
  }
  const handlers = new Set(envelopes.flatMap((envelope) => envelope.handlers));
  pipeline.publish(wakeChannel(prefix, 'events'), newsOf(touched, handlers));
  const results = await pipeline.exec();
  const failed = results?.find(([error]) => error);
  if (failed?.[0]) throw failed[0];
}
