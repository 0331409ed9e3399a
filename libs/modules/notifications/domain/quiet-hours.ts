import { addDays, localParts, startOfLocalDay, wallToInstants, weekday, type Weekday } from '@kelp/std';

/** When a person is left alone. Minutes of the day on the wall of their zone; a span that ends before it begins crosses midnight. */
export interface QuietHours {
  isQuiet: boolean;
  quietFrom: number;
  quietUntil: number;
  /** Days that are quiet from morning to night. */
  quietDays: readonly Weekday[];
  pausedUntil: Date | null;
}

const maxDays = 9;

function isQuietAt(instant: Date, hours: QuietHours, zone: string): boolean {
  const { date, minuteOfDay } = localParts(instant, zone);
  if (hours.quietDays.includes(weekday(date))) return true;
  const { quietFrom: from, quietUntil: until } = hours;
  if (from < until) return from <= minuteOfDay && minuteOfDay < until;
  // A span that crosses midnight; one of no length is none.
  return from !== until && (minuteOfDay >= from || minuteOfDay < until);
}

/**
 * Until when this person is to be left alone; null when they may be reached at `instant`. A pause counts before the hours, and both
 * together: a pause that ends within quiet hours ends with them. Nights on which clocks change are read on the wall.
 */
export function quietUntil(instant: Date, hours: QuietHours, zone: string): Date | null {
  const paused = hours.pausedUntil && hours.pausedUntil > instant ? hours.pausedUntil : null;
  const from = paused ?? instant;
  if (!hours.isQuiet || !isQuietAt(from, hours, zone)) return paused;
  const end = boundaries(from, hours, zone).find((at) => at > from && !isQuietAt(at, hours, zone));
  return end ?? paused;
}

/** The instants at which quiet may end in the days after `from`, in order: the end of the span, and midnights after quiet days. */
function boundaries(from: Date, { quietUntil: until }: QuietHours, zone: string): Date[] {
  const { date } = localParts(from, zone);
  const days = Array.from({ length: maxDays }, (_, day) => addDays(date, day));
  return days
    .flatMap((day) => [startOfLocalDay(day, zone), wallOrAfter(day, until, zone)])
    .sort((a, b) => a.getTime() - b.getTime());
}

/** The instant of a wall time; when clocks jump over it, the first that exists after it. */
function wallOrAfter(day: string, minute: number, zone: string): Date {
  for (let at = minute; at <= minute + 180 && at <= 1_440; at += 15) {
    const found = wallToInstants(day, at, zone).at(-1);
    if (found) return found;
  }
  return startOfLocalDay(addDays(day, 1), zone);
}

/** Whether some time of the week is left in which the person may be reached. */
export const leavesTime = ({ quietDays }: Pick<QuietHours, 'quietDays'>): boolean => new Set(quietDays).size < 7;
