import { v7 } from 'uuid';

/** Ids of one fixed instant keep the order in which they were made, as those of the running clock do: events are read in it. */
let sequence = 0;

/** A new time-ordered id (RFC 9562 UUID version 7). `at` fixes the time part, for histories made under a travelling clock. */
export function newId(at?: Date): string {
  if (!at) return v7();
  sequence = (sequence + 1) % 0x1_0000_0000;
  return v7({ msecs: at.getTime(), seq: sequence });
}

/** The smallest id that this millisecond can bring: what is below it was made before. For walking a key by its time. */
export function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text has the form of a UUID of any version. */
export const isUuid = (text: string): boolean => uuidPattern.test(text);
