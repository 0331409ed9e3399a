import { elapsed, isOpen, openSegments, type BusinessSchedule } from '@kelp/std';
import type { TimeEntryRow } from '../domain/invoice-input';

export type HoursOfWork = Pick<TimeEntryRow, 'isAfterHours' | 'hourCuts'>;

const minuteMs = 60_000;

/** The minutes of work at which business hours end or begin, each counted by its begin: what lies within one minute changes nothing. */
function cutsOf(hours: BusinessSchedule, startedAt: Date, minutes: number): number[] {
  const start = startedAt.getTime();
  const end = start + minutes * minuteMs;
  const open = elapsed(hours, startedAt, new Date(end));
  if (open === 0 || open === end - start) return [];
  const changes = openSegments(hours, startedAt, new Date(end)).flatMap(({ openAt, closeAt }) => [
    openAt.getTime(),
    closeAt.getTime(),
  ]);
  const cuts = new Set<number>();
  for (const at of changes.filter((change) => change > start && change < end)) {
    const cut = Math.ceil((at - start) / minuteMs);
    if (!cuts.delete(cut)) cuts.add(cut);
  }
  return [...cuts].filter((cut) => cut < minutes);
}

/** Whether work begins outside business hours, and where it crosses their ends and begins; nothing where no hours are kept. */
export function hoursOfWork(hours: BusinessSchedule | null, startedAt: Date, minutes: number): HoursOfWork {
  if (hours === null) return { isAfterHours: false };
  const hourCuts = cutsOf(hours, startedAt, minutes);
  return { isAfterHours: !isOpen(hours, startedAt), ...(hourCuts.length > 0 ? { hourCuts } : {}) };
}
