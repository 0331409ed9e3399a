import { groupBy, isAppError, newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import type { Redis } from '@kelp/platform/redis';
import { systemActor, type Caller } from '../actor';
import type { Ctx } from '../context';
import { everyEvent, isFor, type Event, type Subscriber } from '../subscribe';
import { inUnit, type House } from '../unit';
import { deadLetterName, everyStream, streamName, type Envelope } from './streams';

/** One entry of a stream as a group reads it. */
export interface Entry {
  stream: string;
  messageId: string;
  envelope: Envelope;
}

/** Chains of reactions longer than this are a loop. */
const maxDepth = 8;
/** An entry whose event is this old and has no ledger row has nothing to do any more. */
const orphanAgeMs = 5 * 60_000;

/** How long what a newer program wrote waits for that program; after it a person is asked. */
export const newerPatienceMinutes = 60;

/** An event in a version that this program does not know: a newer one may, in the middle of a deploy. */
class UnknownVersion extends Error {}

export interface ConsumerSettings {
  prefix: string;
  maxDeliveries: number;
}

export function callerFor(envelope: Envelope, handler: string): Caller {
  return {
    tenant: envelope.tenant,
    actor: systemActor(handler),
    door: 'event',
    requestId: envelope.id,
    causeId: envelope.id,
    depth: envelope.depth + 1,
    isMuted: envelope.isMuted,
    // What follows from a history is part of that history.
    ...(envelope.isMuted ? { at: new Date(envelope.occurredAt) } : {}),
  };
}

function toEvent(subscriber: Subscriber, envelope: Envelope): Event<never> {
  if (envelope.version !== subscriber.version && subscriber.type !== everyEvent) {
    throw new UnknownVersion(
      `${envelope.type} has version ${envelope.version}, ${subscriber.name} knows ${subscriber.version}.`,
    );
  }
  if (envelope.depth >= maxDepth) throw new Error(`Stopped: a chain of ${maxDepth} reactions looks like a loop.`);
  const payload = subscriber.payload.parse(envelope.payload) as never;
  const { id, type, version, aggregateType, aggregateId, actor, depth, isMuted } = envelope;
  return {
    id,
    type,
    version,
    aggregateType,
    aggregateId,
    actor,
    depth,
    isMuted,
    payload,
    occurredAt: new Date(envelope.occurredAt),
  };
}

/**
 * Handles what one group read. Entries of one tenant share a transaction in which their ledger rows become done and the
 * effects happen: the row lock is the lease. A failing batch is redone one by one. Acknowledges exactly the settled entries.
 */
export async function handleEntries(
  house: House,
  redis: Redis,
  settings: ConsumerSettings,
  subscriber: Subscriber,
  entries: Entry[],
): Promise<void> {
  const mine = entries.filter((entry) => entry.envelope.handlers.includes(subscriber.name));
  const settled = entries.filter((entry) => !mine.includes(entry));
  // Events of a history each carry their own time: those of one moment go together.
  const momentOf = ({ isMuted, occurredAt }: Envelope) =>
    isMuted && subscriber.history === 'in_turn' ? occurredAt : String(isMuted);
  for (const batch of groupBy(mine, ({ envelope }) => `${envelope.tenant}:${momentOf(envelope)}`).values()) {
    const wholeBatch = await tryBatch(house, subscriber, batch);
    if (wholeBatch) settled.push(...wholeBatch);
    else for (const entry of batch) if (await handleOne(house, redis, settings, subscriber, entry)) settled.push(entry);
  }
  await acknowledge(redis, subscriber.name, settled);
}

/** A relay of an earlier program may have handed over what is no business of this subscriber. */
async function react(ctx: Ctx, subscriber: Subscriber, envelopes: readonly Envelope[]): Promise<void> {
  const own = envelopes.filter((envelope) => isFor(subscriber, envelope));
  if (own.length === 0) return;
  await subscriber.run(
    ctx,
    own.map((one) => toEvent(subscriber, one)),
  );
}

/** The settled entries, or undefined when the batch failed and nothing of it happened. */
async function tryBatch(house: House, subscriber: Subscriber, batch: Entry[]): Promise<Entry[] | undefined> {
  const first = batch[0];
  if (!first || batch.length === 1) return undefined;
  try {
    return await inUnit(house, callerFor(first.envelope, subscriber.name), subscriber.name, async (ctx) => {
      const ids = [...new Set(batch.map((entry) => entry.envelope.id))];
      const claimed = new Set(await claimRows(ctx.db.rows, ctx.tenant, subscriber.name, ids));
      const others = ids.filter((id) => !claimed.has(id));
      const known =
        others.length > 0 ? await readStates(ctx.db.rows, ctx.tenant, subscriber.name, others) : nothingKnown;
      const envelopes = new Map(batch.map(({ envelope }) => [envelope.id, envelope]));
      await react(ctx, subscriber, [...claimed].flatMap((id) => envelopes.get(id) ?? []).sort(byOccurrence));
      return batch.filter((entry) => claimed.has(entry.envelope.id) || isSettled(known, entry));
    });
  } catch {
    return undefined;
  }
}

type RowsOf = Parameters<Parameters<typeof inUnit>[3]>[0]['db']['rows'];

async function claimRows(rows: RowsOf, tenant: string, handler: string, ids: string[]): Promise<string[]> {
  const claimed = await rows<{ eventId: string }>(
    sql`update deliveries set state = 'done', attempts = attempts + 1, done_at = kelp_now(), error = null
        where tenant_id = ${tenant} and handler = ${handler} and event_id = any(${ids}::uuid[]) and state = 'pending'
        returning event_id`,
  );
  return claimed.map((row) => row.eventId);
}

/** By the database's time, then in the order of one unit of work: ids carry the clock of the process that made them. */
function byOccurrence(a: Envelope, b: Envelope): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt < b.occurredAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** What the ledger holds of some events, and the database's time of looking. */
interface States {
  at: number;
  states: ReadonlyMap<string, string>;
}

const nothingKnown: States = { at: 0, states: new Map() };

async function readStates(rows: RowsOf, tenant: string, handler: string, ids: string[]): Promise<States> {
  const found = await rows<{ eventId: string; state: string | null; at: Date }>(
    sql`select wanted.id as event_id, d.state, now() as at from unnest(${ids}::uuid[]) as wanted (id)
        left join deliveries d on d.tenant_id = ${tenant} and d.handler = ${handler} and d.event_id = wanted.id`,
  );
  const states = found.flatMap(({ eventId, state }): [string, string][] => (state === null ? [] : [[eventId, state]]));
  return { at: found[0]?.at.getTime() ?? 0, states: new Map(states) };
}

/** Without a ledger row the relay's commit may still be on its way: such an entry is not acknowledged until it is old. */
function isSettled({ at, states }: States, { envelope, messageId }: Entry): boolean {
  if (states.has(envelope.id)) return true;
  const bornAt = Number(messageId.split('-')[0]);
  return Number.isFinite(bornAt) && at - bornAt > orphanAgeMs;
}

/** Handles one entry in its own transaction; true when it is settled (done, dead, or waiting in the ledger for its next try). */
export async function handleOne(
  house: House,
  redis: Redis,
  settings: ConsumerSettings,
  subscriber: Subscriber,
  entry: Entry,
): Promise<boolean> {
  const { envelope } = entry;
  const caller = callerFor(envelope, subscriber.name);
  try {
    return await inUnit(house, caller, subscriber.name, async (ctx) => {
      const [claimed] = await claimRows(ctx.db.rows, ctx.tenant, subscriber.name, [envelope.id]);
      if (!claimed) return isSettled(await readStates(ctx.db.rows, ctx.tenant, subscriber.name, [envelope.id]), entry);
      await react(ctx, subscriber, [envelope]);
      return true;
    });
  } catch (error) {
    return recordFailure(house, redis, settings, subscriber, entry, error);
  }
}

const isPermanent = (error: unknown): boolean =>
  (error instanceof Error && error.name === 'ZodError') || (isAppError(error) && error.status === 422);

/** Backoff 5 s, 10 s, 20 s … at most an hour, with jitter. */
export const backoffSeconds = (attempts: number): number =>
  Math.round(Math.min(3600, 5 * 2 ** Math.max(0, attempts - 1)) * (0.75 + Math.random() / 2));

async function recordFailure(
  house: House,
  redis: Redis,
  settings: ConsumerSettings,
  subscriber: Subscriber,
  entry: Entry,
  error: unknown,
): Promise<boolean> {
  const { envelope } = entry;
  const message = error instanceof Error ? error.message : String(error);
  house.log.warn(
    { handler: subscriber.name, event: envelope.id, type: envelope.type, err: message },
    'a reaction failed',
  );
  const caller = callerFor(envelope, subscriber.name);
  const outcome = await inUnit(house, caller, subscriber.name, async (ctx) => {
    const [row] = await ctx.db.rows<{ attempts: number; state: string }>(
      sql`update deliveries set attempts = attempts + 1, error = ${message.slice(0, 2000)}
          where tenant_id = ${ctx.tenant} and event_id = ${envelope.id} and handler = ${subscriber.name} and state = 'pending'
          returning attempts, state`,
    );
    if (!row) return { isDead: false, attempts: 0 };
    const isDead =
      error instanceof UnknownVersion
        ? await isPastPatience(ctx.db.rows, ctx.tenant, envelope.id)
        : isPermanent(error) || row.attempts >= settings.maxDeliveries;
    const state = isDead ? 'dead' : 'pending';
    await ctx.db.rows(
      sql`update deliveries set state = ${state}, next_at = now() + ${backoffSeconds(row.attempts)} * interval '1 second'
          where tenant_id = ${ctx.tenant} and event_id = ${envelope.id} and handler = ${subscriber.name}`,
    );
    return { isDead, attempts: row.attempts };
  });
  if (outcome.isDead) await deadLetter(redis, entry, subscriber.name, outcome.attempts, message);
  return true;
}

async function isPastPatience(rows: RowsOf, tenant: string, eventId: string): Promise<boolean> {
  const found = await rows(
    sql`select 1 from outbox where tenant_id = ${tenant} and id = ${eventId} and occurred_at < now() - ${newerPatienceMinutes} * interval '1 minute'`,
  );
  return found.length > 0;
}

async function deadLetter(redis: Redis, entry: Entry, handler: string, attempts: number, error: string): Promise<void> {
  await redis.xadd(
    deadLetterName(entry.stream),
    'MAXLEN',
    '~',
    '10000',
    '*',
    'e',
    JSON.stringify(entry.envelope),
    'handler',
    handler,
    'sourceStream',
    entry.stream,
    'sourceMessageId',
    entry.messageId,
    'deliveries',
    String(attempts),
    'deadLetteredAt',
    new Date().toISOString(),
    'error',
    error.slice(0, 500),
  );
}

async function acknowledge(redis: Redis, group: string, entries: Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const pipeline = redis.pipeline();
  for (const entry of entries) pipeline.xack(entry.stream, group, entry.messageId);
  await pipeline.exec();
}

export const allStreams = (prefix: string): string[] => everyStream.map((n) => streamName(prefix, n));

export const consumerName = (): string => `${process.pid}-${newId()}`;
