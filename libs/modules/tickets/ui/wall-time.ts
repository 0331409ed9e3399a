import { localParts, wallToInstants } from '@kelp/std';

const pad = (value: number) => String(value).padStart(2, '0');

/** An instant as the wall clock of the zone, in the form that a date-time field takes. */
export function toWall(at: Date, zone: string): string {
  const { date, minuteOfDay } = localParts(at, zone);
  return `${date}T${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`;
}

/** The instant of a wall-clock text; null for an empty one and for a time that clocks skip. */
export function fromWall(text: string, zone: string): Date | null {
  const [date, time = '00:00'] = text.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return date ? (wallToInstants(date, hours * 60 + minutes, zone)[0] ?? null) : null;
}
