import {
  clockFace,
  minuteInterval,
  weekdays,
  type BusinessSchedule,
  type ClockInterval,
  type DatedHours,
  type Holiday,
  type NightShiftRule,
  type Weekday,
} from '@kelp/std';

export interface IntervalRow {
  weekday: Weekday;
  openMin: number;
  closeMin: number;
}

export interface DateRow {
  fallsOn: string;
  kind: 'closed' | 'open';
  name: string;
  isRecurring: boolean;
  openMin: number | null;
  closeMin: number | null;
}

export interface ScheduleRows {
  zone: string;
  isAlwaysOpen: boolean;
  nightShift: NightShiftRule;
  intervals: IntervalRow[];
  dates: DateRow[];
}

function minutesOf(interval: ClockInterval): { openMin: number; closeMin: number } {
  const read = minuteInterval(interval);
  if (typeof read === 'string') throw new RangeError(read);
  return { openMin: read.open, closeMin: read.close };
}

const clockInterval = (openMin: number, closeMin: number): ClockInterval => [clockFace(openMin), clockFace(closeMin)];

/** A sound schedule as rows. A date whose own hours are empty is written as a nameless day off. */
export function rowsOfSchedule(schedule: BusinessSchedule): ScheduleRows {
  const holidays = schedule.holidays.map(({ date, name, recurring = false }) => closedOn(date, name, recurring));
  const exceptions = (schedule.exceptions ?? []).flatMap(({ date, intervals }): DateRow[] =>
    intervals.length === 0
      ? [closedOn(date, '', false)]
      : intervals.map((interval) => ({
          fallsOn: date,
          kind: 'open',
          name: '',
          isRecurring: false,
          ...minutesOf(interval),
        })),
  );
  return {
    zone: schedule.timezone,
    isAlwaysOpen: schedule.alwaysOpen,
    nightShift: schedule.nightShift ?? 'opening_day',
    intervals: weekdays.flatMap((weekday) =>
      (schedule.week[weekday] ?? []).map((interval) => ({ weekday, ...minutesOf(interval) })),
    ),
    dates: [...holidays, ...exceptions],
  };
}

const closedOn = (fallsOn: string, name: string, isRecurring: boolean): DateRow => ({
  fallsOn,
  kind: 'closed',
  name,
  isRecurring,
  openMin: null,
  closeMin: null,
});

/** The schedule that the rows were made of. */
export function scheduleOfRows({ zone, isAlwaysOpen, nightShift, intervals, dates }: ScheduleRows): BusinessSchedule {
  const week: Partial<Record<Weekday, ClockInterval[]>> = {};
  for (const { weekday, openMin, closeMin } of intervals) {
    week[weekday] = [...(week[weekday] ?? []), clockInterval(openMin, closeMin)];
  }
  const holidays: Holiday[] = [];
  const exceptions = new Map<string, DatedHours>();
  for (const { fallsOn, kind, name, isRecurring, openMin, closeMin } of dates) {
    if (kind === 'closed' && name !== '') holidays.push({ date: fallsOn, name, recurring: isRecurring });
    else {
      const dated = exceptions.get(fallsOn) ?? { date: fallsOn, intervals: [] };
      if (openMin !== null && closeMin !== null) dated.intervals.push(clockInterval(openMin, closeMin));
      exceptions.set(fallsOn, dated);
    }
  }
  return {
    timezone: zone,
    alwaysOpen: isAlwaysOpen,
    week,
    holidays,
    exceptions: [...exceptions.values()],
    nightShift,
  };
}
