import { sql, type Rows } from '@kelp/platform/db';
import type { Redis } from '@kelp/platform/redis';
import { isFor } from '../subscribe';
import type { House } from '../unit';
import { newerPatienceMinutes } from './consumer';
import { addToStreams, type Envelope } from './streams';

export interface OutboxRow {
  tenantId: string;
  id: string;
  type: string;
  eventVersion: number;
  aggregateType: string;
  aggregateId: string;
  occurredAt: Date;
  actor: Envelope['actor'];
  causeId: string | null;
  depth: number;
  isMuted: boolean;
  payload: unknown;
}

export const relayBatch = 200;
/** A delivery that is not done after this long goes back on the stream. */
export const firstPatienceSeconds = 30;

/**
 * Moves one batch from the outbox to the streams: claim → ledger rows → mark published → COMMIT → XADD.
 * In that order: with the XADD first, consumers would find no ledger row; a crash between is the sweeper's case.
 * Returns how many events were moved.
 */
export async function relayOnce(house: House, redis: Redis, prefix: string): Promise<number> {
  const envelopes = await house.database.asSystem((rows) => claim(house, rows));
  await addToStreams(redis, prefix, envelopes);
  return envelopes.length;
}

async function claim(house: House, rows: Rows): Promise<Envelope[]> {
  const types = [...house.registry.events.keys()];
  const batch = await rows<OutboxRow>(
    sql`select * from outbox where published_at is null and type = any(${types}::text[]) order by id limit ${relayBatch} for update skip locked`,
  );
  if (batch.length === 0) return [];
  const wanted = batch.flatMap((event) => handlersFor(house, event).map((handler) => ({ event, handler })));
  if (wanted.length > 0) {
    await rows(
      sql`insert into deliveries (tenant_id, event_id, handler, state, attempts, next_at)
          select t, e, h, 'pending', 0, now() + ${firstPatienceSeconds} * interval '1 second'
          from unnest(${wanted.map((one) => one.event.tenantId)}::uuid[], ${wanted.map((one) => one.event.id)}::uuid[],
            ${wanted.map((one) => one.handler)}::text[]) as w(t, e, h)
          on conflict do nothing`,
    );
  }
  await rows(
    sql`update outbox set published_at = now() where id = any(${batch.map((event) => event.id)}::uuid[])
        and tenant_id = any(${[...new Set(batch.map((event) => event.tenantId))]}::uuid[])`,
  );
  return batch
    .map((event) => toEnvelope(event, handlersFor(house, event)))
    .filter((envelope) => envelope.handlers.length > 0);
}

/** The handlers that are given this event; each has a ledger row for it. */
export function handlersFor({ registry }: House, event: OutboxRow): readonly string[] {
  return (registry.handlersOf.get(event.type) ?? []).filter((name) => {
    const subscriber = registry.subscribers.get(name);
    return subscriber !== undefined && isFor(subscriber, { ...event, version: event.eventVersion });
  });
}

/** Stands in the ledger as the handler of events whose type no program knew. */
export const nobody = 'nobody';

/**
 * Events of a type that this program does not know are left to a newer one; those that no program took for an hour are dead: kept, shown,
 * and published again when somebody replays them. Returns how many that were.
 */
export async function buryUnknown(house: House): Promise<number> {
  const types = [...house.registry.events.keys()];
  const buried = await house.database.asSystem((rows) =>
    rows(
      sql`with unknown as (
            update outbox set published_at = now()
            where published_at is null and not type = any(${types}::text[])
              and occurred_at < now() - ${newerPatienceMinutes} * interval '1 minute'
            returning tenant_id, id, type)
          insert into deliveries (tenant_id, event_id, handler, state, attempts, next_at, error)
          select tenant_id, id, ${nobody}, 'dead', 0, now(), 'No program here knows events of the type ' || type || '.' from unknown
          on conflict (tenant_id, event_id, handler) do update set state = 'dead', error = excluded.error returning 1`,
    ),
  );
  return buried.length;
}

export function toEnvelope(event: OutboxRow, handlers: readonly string[]): Envelope {
  const { id, tenantId, type, eventVersion, aggregateType, aggregateId, occurredAt, actor, causeId, depth, isMuted } =
    event;
  return {
    id,
    tenant: tenantId,
    type,
    version: eventVersion,
    aggregateType,
    aggregateId,
    occurredAt: occurredAt.toISOString(),
    actor,
    causeId,
    depth,
    isMuted,
    payload: event.payload,
    handlers: [...handlers],
  };
}

/**
 * Puts deliveries that are overdue back on their stream, for their handler alone, so Redis may be emptied at any time.
 * Rows of handlers that no program has had for an hour are marked skipped: in a deploy a newer one may have them. Returns how many were
 * re-driven.
 */
export async function sweepDeliveries(house: House, redis: Redis, prefix: string): Promise<number> {
  const known = [...house.registry.subscribers.keys()];
  const overdue = await house.database.asSystem(async (rows) => {
    await rows(
      sql`update deliveries set state = 'skipped', done_at = now()
          where state = 'pending' and next_at < now() - ${newerPatienceMinutes} * interval '1 minute' and not handler = any(${known})`,
    );
    return rows<OutboxRow & { handler: string }>(
      sql`with due as (
            select tenant_id, event_id, handler from deliveries where state = 'pending' and next_at < now() and handler = any(${known})
            order by next_at limit 1000 for update skip locked),
          moved as (
            update deliveries d set next_at = now() + interval '60 seconds' from due
            where d.tenant_id = due.tenant_id and d.event_id = due.event_id and d.handler = due.handler
            returning d.tenant_id, d.event_id, d.handler)
          select o.*, moved.handler from moved join outbox o on o.tenant_id = moved.tenant_id and o.id = moved.event_id`,
    );
  });
  await addToStreams(
    redis,
    prefix,
    overdue.map((row) => toEnvelope(row, [row.handler])),
  );
  return overdue.length;
}
