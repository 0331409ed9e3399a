import { isLocalDate, localDate, type LocalDate } from '@kelp/std';
import type { UsageRow } from '../contract/usage';
import type { Aggregate } from '../tables/usage';

/** A client that a row may name, with the zone of its local days. */
export interface UsageClient {
  id: string;
  zone: string;
}

export interface ReadUsage {
  clientId: string;
  eventId: string;
  workDate: LocalDate;
  occurredAt: Date | null;
  quantity: string;
  subject: string;
}

const number = /^[+-]?\d{1,15}(\.\d{1,12})?$/;
const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** The day of a row in the client's zone, or the sentence that says what is missing. */
function dayOf({ on, at }: UsageRow, zone: string): { workDate: LocalDate; occurredAt: Date | null } | string {
  if (at.trim()) {
    const instant = instantText.test(at.trim()) ? new Date(at.trim()) : null;
    if (!instant || Number.isNaN(instant.getTime())) {
      return `"${at}" is no instant. Write it like 2026-11-30T16:00:00Z.`;
    }
    return { workDate: localDate(instant, zone), occurredAt: instant };
  }
  const day = on.trim();
  if (day === '') return 'The day is missing. Write it like 2026-11-30.';
  return isLocalDate(day) ? { workDate: day, occurredAt: null } : `"${on}" is no day. Write it like 2026-11-30.`;
}

/** The quantity as plain decimal text, or the sentence that says what is wrong. Only a sum may be corrected by a negative one. */
function quantityOf(text: string, aggregate: Aggregate): { quantity: string } | string {
  const plain = text.trim();
  if (!number.test(plain)) return `"${text}" is no quantity. Write it like 12 or 2.5.`;
  if (plain.startsWith('-') && aggregate !== 'sum') {
    return 'A quantity below 0 only corrects a sum. This meter does not add up.';
  }
  return { quantity: plain.replace(/^\+/, '') };
}

/**
 * One row as an event, or the sentence that says what is wrong with it. A row without an id of its own gets one from what it
 * says (`ordinal` tells equal rows of one sending apart), so that the same paste twice is written once.
 */
export function readUsageRow(
  row: UsageRow,
  client: UsageClient | 'ambiguous' | undefined,
  aggregate: Aggregate,
  ordinal: (key: string) => number,
): ReadUsage | string {
  if (row.client.trim() === '') return 'The client is missing.';
  if (client === undefined) return `No client is called "${row.client}". Write the name as on the client's page.`;
  if (client === 'ambiguous') return `Several clients are called "${row.client}". Use the id of the client.`;
  const day = dayOf(row, client.zone);
  if (typeof day === 'string') return day;
  const amount = quantityOf(row.quantity, aggregate);
  if (typeof amount === 'string') return amount;
  const [subject, given] = [row.subject.trim(), row.eventId.trim()];
  if (subject.length > 200) return 'What is counted has more than 200 letters. Shorten it.';
  if (given.length > 200) return 'The id of the event has more than 200 letters. Shorten it.';
  if (aggregate === 'unique' && subject === '') return 'This meter counts different things: say which one this is.';
  const key = `${client.id} ${day.workDate} ${amount.quantity} ${subject}`.slice(0, 180);
  return { clientId: client.id, eventId: given || `${key} #${ordinal(key)}`, ...day, ...amount, subject };
}
