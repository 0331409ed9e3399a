import { wallToInstants } from '@kelp/std';

/** The instant of a wall-clock text; null for an empty one and for a time that clocks skip. */
export function fromWall(text: string, zone: string): Date | null {
  const [date, time = '00:00'] = text.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return date ? (wallToInstants(date, hours * 60 + minutes, zone)[0] ?? null) : null;
}
