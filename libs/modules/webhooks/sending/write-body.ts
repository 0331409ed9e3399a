import { holds, type Actor, type JobUnit } from '@kelp/kernel';
import { isAppError } from '@kelp/std';
import { isFarewell, testEvent, toldOf } from '../event-catalogue';
import type { Batch, Delivery } from './claim-batch';

/** A larger record is left out: the receiver reads it by the API. In characters. */
const mostOfRecord = 200_000;

/** What is sent, or why nothing is. */
export type Written = { body: string } | { skipped: string };

/**
 * The envelope of a delivery, read as its owner: it holds what that person may see and nothing else. A repetition sends what was sent first.
 */
export async function writeBody(unit: JobUnit, batch: Batch, delivery: Delivery): Promise<Written> {
  if (delivery.body !== null) return { body: delivery.body };
  const { eventType, payload } = delivery;
  if (eventType === testEvent) {
    return { body: envelope(batch, delivery, { object: null, details: { message: 'This is a test from Kelp.' } }) };
  }
  const told = toldOf(eventType);
  const { owner } = batch;
  if (!told || !owner || !holds(owner, told.permission)) return { skipped: 'Its owner may not see such records.' };
  const object = await readRecord(unit, owner, delivery);
  if (object === undefined) return { skipped: 'The record is gone, or its owner may not see it.' };
  return { body: envelope(batch, delivery, { object, details: payload }) };
}

/** The record as the API gives it; null where the event has none, undefined when the owner does not get to see it. */
async function readRecord(unit: JobUnit, owner: Actor, { eventType, payload }: Delivery): Promise<unknown> {
  const record = toldOf(eventType)?.record;
  const id = record && payload[record.idIn];
  if (!record || !id || isFarewell(eventType)) return null;
  try {
    const found = await unit.act({ actor: owner, door: 'job' }, record.query, { ...record.input, id });
    const { abilities: _ofScreens, upTo: _ofLists, ...object } = found as Record<string, unknown>;
    return JSON.stringify(object).length > mostOfRecord ? null : object;
  } catch (error) {
    if (isAppError(error) && (error.status === 404 || error.status === 403)) return undefined;
    throw error;
  }
}

const envelope = ({ workspace }: Batch, { eventId, eventType, eventVersion, occurredAt }: Delivery, data: object) =>
  JSON.stringify({
    id: eventId,
    type: eventType,
    version: eventVersion,
    occurredAt: occurredAt.toISOString(),
    workspace,
    data,
  });
