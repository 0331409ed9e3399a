import { dateOfDayNumber, dayNumber, isLocalDate, millisecondsPerDay, type LocalDate } from '../dates';
import { invalid } from '../errors';
import { clockFace, wallToInstants } from '../zone';
import { offsetSpans } from '../zone-offsets';

/** What a clock on the wall shows, `YYYY-MM-DDTHH:MM`, without a zone. Texts of this form sort by time. */
export type WallTime = string;

const shape = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;

/** Whether the text is a wall time of a real date. */
export function isWallTime(text: string): boolean {
  const match = shape.exec(text);
  return match !== null && isLocalDate(match[1] ?? '');
}

/** The wall time as milliseconds, read as if the wall were in UTC. Throws `invalid` for any other text. */
export function wallMilliseconds(wall: WallTime): number {
  const match = shape.exec(wall);
  if (!match || !isLocalDate(match[1] ?? '')) throw invalid(`“${wall}” is not a time. Write it like 2025-01-31T09:00.`);
  return dayNumber(match[1] ?? '') * millisecondsPerDay + (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** The wall time of so many milliseconds, read as if the wall were in UTC. */
export function wallTimeOf(milliseconds: number): WallTime {
  const day = Math.floor(milliseconds / millisecondsPerDay);
  const minutes = Math.floor((milliseconds - day * millisecondsPerDay) / 60_000);
  return `${dateOfDayNumber(day)}T${clockFace(minutes)}`;
}

/** The date of a wall time. */
export const wallDate = (wall: WallTime): LocalDate => wall.slice(0, 10);

/**
 * When clocks of the zone show the wall time. Of a repeated hour the first time; a time that clocks skip (02:30 when they go
 * from 02:00 to 03:00) is the first instant after the gap: work is late by less than an hour, never early and never lost.
 */
export function instantOfWallTime(wall: WallTime, zone: string): Date {
  const milliseconds = wallMilliseconds(wall);
  const [first] = wallToInstants(wallDate(wall), (milliseconds % millisecondsPerDay) / 60_000, zone);
  if (first) return first;
  const window = 1.5 * millisecondsPerDay;
  const after = offsetSpans(zone, milliseconds - window, milliseconds + window).find(
    ({ from, offset }) => milliseconds < from + offset,
  );
  return new Date(after?.from ?? milliseconds);
}
