import type { Redis } from '@kelp/platform/redis';
import type { Subscriber } from '../subscribe';
import type { House } from '../unit';
import { consumerName, handleEntries, type ConsumerSettings, type Entry } from './consumer';
import { deadLetterName, everyStream, readNews, streamName, wakeChannel, type Envelope, type News } from './streams';

const idlePollMs = 15_000;
const reclaimEveryMs = 30_000;
const readCount = 100;

export interface Consumers {
  /** When the slowest loop last turned; liveness means progress. */
  lastTurn(): Date;
  stop(): Promise<void>;
}

type RawEntry = [string, string[]];

/**
 * Starts one loop per subscriber, each reading its own consumer group on every stream. Loops sleep until the relay has something for
 * them or fifteen seconds have passed: no blocking reads, so a half-open socket cannot hang one. News is a hint where to look; what was missed,
 * and what is for others and only to be acknowledged, is found by the look at every stream that follows each sleep.
 */
export async function startConsumers(
  house: House,
  redis: Redis,
  listener: Redis,
  settings: ConsumerSettings,
  subscribers: readonly Subscriber[] = [...house.registry.subscribers.values()],
): Promise<Consumers> {
  const loops = subscribers.map((subscriber) => new Loop(house, redis, settings, subscriber));
  const channel = wakeChannel(settings.prefix, 'events');
  const onMessage = (from: string, message: string) => {
    if (from !== channel) return;
    const news = readNews(message);
    for (const loop of loops) loop.hear(news);
  };
  // What was said while the listener was away nobody heard.
  const onReady = () => {
    for (const loop of loops) loop.lookEverywhere();
  };
  listener.on('message', onMessage);
  listener.on('ready', onReady);
  await listener.subscribe(channel).catch(() => undefined);
  for (const loop of loops) loop.start();
  return {
    lastTurn: () => new Date(Math.min(Date.now(), ...loops.map((loop) => loop.turnedAt))),
    stop: async () => {
      listener.off('message', onMessage);
      listener.off('ready', onReady);
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

class Loop {
  turnedAt = Date.now();
  private isStopping = false;
  /** Streams that may hold something for it. */
  private readonly due = new Set<number>(everyStream);
  private wakeUp: () => void = () => {};
  private finished: Promise<void> = Promise.resolve();
  private reclaimedAt = Date.now();
  private readonly consumer = consumerName();
  private readonly knownGroups = new Set<string>();
  private readonly house: House;
  private readonly redis: Redis;
  private readonly settings: ConsumerSettings;
  private readonly subscriber: Subscriber;

  constructor(house: House, redis: Redis, settings: ConsumerSettings, subscriber: Subscriber) {
    this.house = house;
    this.redis = redis;
    this.settings = settings;
    this.subscriber = subscriber;
  }

  start(): void {
    this.finished = this.run();
  }

  hear({ streams, isFor }: News): void {
    if (isFor(this.subscriber.name)) this.lookAt(streams);
  }

  lookEverywhere(): void {
    this.lookAt(everyStream);
  }

  private lookAt(streams: readonly number[]): void {
    for (const stream of streams) this.due.add(stream);
    this.wakeUp();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.wakeUp();
    await this.finished;
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      await this.turn().catch((error: unknown) => this.recover(error));
      this.turnedAt = Date.now();
      if (this.due.size === 0 && !this.isStopping) await this.sleep();
    }
  }

  /** A flushed Redis has no groups: make them again. Anything else: wait a little, the ledger keeps what is undone. */
  private async recover(error: unknown): Promise<void> {
    this.knownGroups.clear();
    this.lookEverywhere();
    if (!(error instanceof Error && error.message.includes('NOGROUP')))
      await new Promise((resolve) => setTimeout(resolve, 500));
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.lookEverywhere(), idlePollMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async turn(): Promise<void> {
    const isReclaiming = Date.now() - this.reclaimedAt > reclaimEveryMs;
    if (isReclaiming) {
      this.reclaimedAt = Date.now();
      this.lookEverywhere();
    }
    const streams = [...this.due];
    this.due.clear();
    const perStream = await Promise.all(
      streams.map(async (stream) => [
        ...(await this.read(stream)),
        ...(isReclaiming ? await this.reclaim(streamName(this.settings.prefix, stream)) : []),
      ]),
    );
    const entries = perStream.flat();
    if (entries.length > 0) await handleEntries(this.house, this.redis, this.settings, this.subscriber, entries);
  }

  private async read(number: number): Promise<Entry[]> {
    const stream = streamName(this.settings.prefix, number);
    await this.ensureGroup(stream);
    const group = this.subscriber.name;
    const result = (await this.redis.xreadgroup(
      'GROUP',
      group,
      this.consumer,
      'COUNT',
      readCount,
      'STREAMS',
      stream,
      '>',
    )) as [string, RawEntry[]][] | null;
    const raw = result?.[0]?.[1] ?? [];
    if (raw.length === readCount) this.due.add(number);
    return this.decode(stream, raw);
  }

  /** Entries that a dead consumer left, and those whose ledger row was not there yet. */
  private async reclaim(stream: string): Promise<Entry[]> {
    const result = (await this.redis.xautoclaim(
      stream,
      this.subscriber.name,
      this.consumer,
      reclaimEveryMs,
      '0',
      'COUNT',
      readCount,
    )) as [string, (RawEntry | null)[]];
    return this.decode(
      stream,
      (result[1] ?? []).filter((entry): entry is RawEntry => entry !== null),
    );
  }

  private async ensureGroup(stream: string): Promise<void> {
    if (this.knownGroups.has(stream)) return;
    await this.redis.xgroup('CREATE', stream, this.subscriber.name, '0', 'MKSTREAM').catch((error: Error) => {
      if (!error.message.startsWith('BUSYGROUP')) throw error;
    });
    this.knownGroups.add(stream);
  }

  private async decode(stream: string, raw: RawEntry[]): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (const [messageId, fields] of raw) {
      const body = fields[1] ?? '';
      try {
        const envelope = JSON.parse(body) as Envelope;
        if (!envelope.tenant || !Array.isArray(envelope.handlers)) throw new Error('not an envelope');
        entries.push({ stream, messageId, envelope });
      } catch {
        await this.buryUnreadable(stream, messageId, body);
      }
    }
    return entries;
  }

  /** What cannot even be read is kept in the dead-letter stream, never dropped. */
  private async buryUnreadable(stream: string, messageId: string, body: string): Promise<void> {
    const fields = ['e', body.slice(0, 10_000), 'handler', this.subscriber.name, 'sourceStream', stream];
    const more = ['sourceMessageId', messageId, 'deliveries', '1', 'deadLetteredAt', new Date().toISOString()];
    await this.redis.xadd(
      deadLetterName(stream),
      'MAXLEN',
      '~',
      '10000',
      '*',
      ...fields,
      ...more,
      'error',
      'unreadable',
    );
    await this.redis.xack(stream, this.subscriber.name, messageId);
  }
}
