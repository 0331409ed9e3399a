import { rangeContains, type LocalDate } from './dates';

/** A value that holds from a date up to but without another; null = for good. */
export interface DatedRow {
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

/** Where a new value finds its place among those of other dates. */
export interface Place<T> {
  /** The row that begins on this very date already: it takes the new value, and nothing else moves. */
  same: T | null;
  /** The row in force on the date: it now ends there. */
  ends: T | null;
  /** Until when the new value holds: the end of the row it cuts, or the beginning of the next one. */
  validTo: LocalDate | null;
}

/** The row in force on the date, or null. Rows do not overlap. */
export const inForce = <T extends DatedRow>(rows: readonly T[], date: LocalDate): T | null =>
  rows.find((row) => rangeContains({ start: row.validFrom, end: row.validTo }, date)) ?? null;

/** Finds the place of a value that begins on `date` among rows that do not overlap, without touching later ones. */
export function placeFrom<T extends DatedRow>(rows: readonly T[], date: LocalDate): Place<T> {
  const current = inForce(rows, date);
  if (current?.validFrom === date) return { same: current, ends: null, validTo: current.validTo };
  if (current) return { same: null, ends: current, validTo: current.validTo };
  const later = rows.map((row) => row.validFrom).filter((from) => from > date);
  return { same: null, ends: null, validTo: later.sort()[0] ?? null };
}
