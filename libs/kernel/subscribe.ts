import type { Ctx } from './context';
import type { EventType } from './define';
import { z } from 'zod';

export interface Event<T = unknown> {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly occurredAt: Date;
  readonly actor: { kind: string; id: string | null; name: string };
  readonly depth: number;
  readonly isMuted: boolean;
  readonly payload: T;
}

/**
 * How a reaction takes the events of a history that is loaded: one after the other, each at its own time (those of one moment together); many at once, where their times
 * make no difference; or never, because it tells people what is new.
 */
export type HistoryWay = 'in_turn' | 'together' | 'never';

export interface Subscriber {
  readonly name: string;
  readonly type: string;
  readonly version: number;
  readonly payload: z.ZodType;
  readonly history: HistoryWay;
  /** Whether an event is any business of it; one that is not is never handed over. Without it all are. */
  readonly concerns?: (payload: never, isMuted: boolean) => boolean;
  /** Events of one tenant in their order; they succeed together or are given again one by one. */
  readonly run: (ctx: Ctx, events: readonly Event<never>[]) => Promise<void>;
}

interface SubscribeOptions<P = never> {
  history?: HistoryWay;
  /** By what stands in the event alone, as it is written: no codec has read it. */
  concerns?: (payload: P, isMuted: boolean) => boolean;
}

/**
 * Whether a subscriber is given an event. What stands in one of a version that it does not know is not for it to say: it is given that and waits for
 * a newer program.
 */
export const isFor = (
  { history, version, concerns }: Subscriber,
  event: { isMuted: boolean; version: number; payload: unknown },
): boolean =>
  !(event.isMuted && history === 'never') &&
  (concerns === undefined || version !== event.version || concerns(event.payload as never, event.isMuted));

/** A reaction: own consumer group, once per (subscriber, event). Effects go to Postgres only; outside effects are jobs it enqueues. */
export function subscribe<S extends z.ZodType>(
  event: EventType<S>,
  name: string,
  run: (ctx: Ctx, event: Event<z.output<S>>) => Promise<void>,
  options: SubscribeOptions<z.input<S>> = {},
): Subscriber {
  const inTurn = async (ctx: Ctx, events: readonly Event<z.output<S>>[]) => {
    for (const one of events) await run(ctx, one);
  };
  return subscribeBatch(event, name, inTurn, options);
}

/** A reaction by set: up to a hundred events of one tenant in one call, so that a burst costs few statements. */
export function subscribeBatch<S extends z.ZodType>(
  event: EventType<S>,
  name: string,
  run: (ctx: Ctx, events: readonly Event<z.output<S>>[]) => Promise<void>,
  { history = 'in_turn', concerns }: SubscribeOptions<z.input<S>> = {},
): Subscriber {
  const { type, version, payload } = event;
  return { name, type, version, payload, history, run: run as Subscriber['run'], ...(concerns ? { concerns } : {}) };
}

/** The type of a subscriber that takes every event. */
export const everyEvent = '*';

/** A reaction to every event of every room, by set. It gets payloads as they were written, whatever their version. */
export function subscribeAll(
  name: string,
  run: (ctx: Ctx, events: readonly Event<unknown>[]) => Promise<void>,
  { history = 'in_turn' }: Pick<SubscribeOptions, 'history'> = {},
): Subscriber {
  return { name, type: everyEvent, version: 0, payload: z.unknown(), history, run: run as Subscriber['run'] };
}
