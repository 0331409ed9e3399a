import { sql, type Sql } from '@kelp/platform/db';

/** What somebody typed to name a ticket: `42`, `#42`, `T-42` or `T-0042`. */
export interface TypedNumber {
  /** In small letters; empty where only the number was given. */
  prefix: string;
  number: string;
}

/** Reads a ticket's number as it was typed; null for any other words. */
export function typedNumber(text: string): TypedNumber | null {
  const [, prefix = '', number] = /^#?([A-Za-z]{0,6}-?)0*(\d{1,15})$/.exec(text.trim()) ?? [];
  return number === undefined ? null : { prefix: prefix.toLowerCase(), number };
}

/** Whether a ticket is the one that was typed: its number, written with that prefix, whichever the workspace uses now. */
export const isNumbered = (ticket: Sql, typed: TypedNumber | null): Sql =>
  typed
    ? sql`(${ticket}.number = ${typed.number}::bigint and starts_with(lower(${ticket}.number_text), ${typed.prefix}))`
    : // no constant: pages are ordered by it
      sql`(${ticket}.id is null)`;
