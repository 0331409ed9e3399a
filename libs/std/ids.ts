import { v7 } from 'uuid';

/** A new time-ordered id (RFC 9562 UUID version 7). `at` fixes the time part, for histories made under a travelling clock. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime() }) : v7();
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text has the form of a UUID of any version. */
export const isUuid = (text: string): boolean => uuidPattern.test(text);
