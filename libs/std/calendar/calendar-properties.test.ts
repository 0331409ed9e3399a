import fc from 'fast-check';
import { compileCalendar } from './compile-calendar';
import type { BusinessSchedule, ClockInterval } from './schedule';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const walls = new Map<string, (time: number) => [date: string, clock: string]>();

/** Reads the wall of a zone off Intl, minute by minute; remembers, since Intl is slow and the cases meet the same minutes. */
function wallOf(timezone: string): (time: number) => [date: string, clock: string] {
  const known = walls.get(timezone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const seen = new Map<number, [string, string]>();
  const read = (time: number): [string, string] => {
    const [date = '', clock = ''] = format.format(time).split(', ');
    seen.set(time, [date, clock]);
    return [date, clock];
  };
  const wall = (time: number) => seen.get(time) ?? read(time);
  walls.set(timezone, wall);
  return wall;
}

/**
 * The model: ask Intl what the wall shows in each minute, look the minute up in the schedule, and count. It shares neither
 * code nor idea with the calendar (no offsets, no segments, no sums).
 */
class MinuteModel {
  private readonly wall: (time: number) => [date: string, clock: string];
  private readonly days = new Map<string, ClockInterval[]>();
  constructor(private readonly schedule: BusinessSchedule) {
    this.wall = wallOf(schedule.timezone);
  }

  private intervalsOn(date: string): ClockInterval[] {
    const intervals = this.days.get(date) ?? this.lookUp(date);
    this.days.set(date, intervals);
    return intervals;
  }

  private lookUp(date: string): ClockInterval[] {
    const exception = this.schedule.exceptions?.find((one) => one.date === date);
    if (exception) return exception.intervals;
    const isHoliday = this.schedule.holidays.some((one) =>
      one.recurring ? one.date.slice(5) === date.slice(5) : one.date === date,
    );
    return isHoliday ? [] : (this.schedule.week[weekdayNames[new Date(date).getUTCDay()] ?? 'mon'] ?? []);
  }

  isOpen(time: number): boolean {
    const [date, clock] = this.wall(time);
    const dayBefore = new Date(Date.parse(date) - day).toISOString().slice(0, 10);
    const today = this.intervalsOn(date).some(([open, close]) => open <= clock && (clock < close || close <= open));
    return today || this.intervalsOn(dayBefore).some(([open, close]) => close <= open && clock < close);
  }

  openMinutes(from: number, to: number): number {
    let count = 0;
    for (let time = from; time < to; time += minute) if (this.isOpen(time)) count += 1;
    return count;
  }
}

/** Each zone with moments near which something odd happens to its clocks. */
const oddities: { timezone: string; around: string[] }[] = [
  { timezone: 'America/New_York', around: ['2024-03-10T07:00Z', '2024-11-03T06:00Z', '2023-12-31T12:00Z'] },
  { timezone: 'Europe/Berlin', around: ['2025-03-30T01:00Z', '2025-10-26T01:00Z', '2024-02-29T12:00Z'] },
  { timezone: 'Australia/Lord_Howe', around: ['2024-10-05T15:30Z', '2025-04-05T15:00Z', '2024-01-01T00:00Z'] },
  { timezone: 'Asia/Kathmandu', around: ['2024-12-31T18:15Z', '2025-06-01T00:00Z'] },
  { timezone: 'Pacific/Apia', around: ['2011-12-30T10:00Z', '2021-04-03T14:00Z', '2012-09-29T14:00Z'] },
  { timezone: 'America/St_Johns', around: ['2010-11-07T02:31Z', '2011-03-13T03:31Z'] },
];

const clock = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  );

/** Up to three intervals of a day that do not overlap; the last one may pass midnight. */
const dayHours: fc.Arbitrary<ClockInterval[]> = fc
  .uniqueArray(clock, { minLength: 0, maxLength: 6 })
  .chain((times) => fc.boolean().map((overnight) => ({ times: [...times].sort(), overnight })))
  .map(({ times, overnight }) => {
    const pairs: ClockInterval[] = [];
    for (let index = 0; index + 1 < times.length; index += 2) pairs.push([times[index] ?? '', times[index + 1] ?? '']);
    const [open] = times.slice(-1);
    if (overnight && times.length % 2 === 1 && open && open > '12:00') pairs.push([open, '05:45']);
    return pairs;
  });

const week = fc.record({
  mon: dayHours,
  tue: dayHours,
  wed: dayHours,
  thu: dayHours,
  fri: dayHours,
  sat: dayHours,
  sun: dayHours,
});

/** A schedule and an instant near an oddity of its zone. */
const situation = fc
  .constantFrom(
    ...oddities.flatMap(({ timezone, around }) => around.map((text) => ({ timezone, middle: Date.parse(text) }))),
  )
  .chain(({ timezone, middle }) => {
    const date = fc
      .integer({ min: -4, max: 4 })
      .map((days) => new Date(middle + days * day).toISOString().slice(0, 10));
    const schedule = fc.record({
      timezone: fc.constant(timezone),
      alwaysOpen: fc.constant(false),
      week,
      holidays: fc.array(fc.record({ date, name: fc.constant('Holiday'), recurring: fc.boolean() }), { maxLength: 2 }),
      exceptions: fc.uniqueArray(fc.record({ date, intervals: dayHours }), {
        maxLength: 2,
        selector: (one) => one.date,
      }),
    });
    return fc.record({ schedule, middle: fc.constant(middle) });
  });

const shift = fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }).map((minutes) => minutes * minute);

describe('business time agrees with counting minutes on the wall', () => {
  it('in elapsed time and in what is open', () => {
    fc.assert(
      fc.property(situation, shift, shift, ({ schedule, middle }, a, b) => {
        const [from, to] = [middle + Math.min(a, b), middle + Math.max(a, b)];
        const calendar = compileCalendar(schedule);
        const model = new MinuteModel(schedule);
        expect(calendar.elapsed(new Date(from), new Date(to))).toBe(model.openMinutes(from, to) * minute);
        expect(calendar.isOpen(new Date(from))).toBe(model.isOpen(from));
      }),
      { numRuns: 150 },
    );
  });

  it('in deadlines: the first minute by whose end the target is used', () => {
    fc.assert(
      fc.property(situation, shift, fc.integer({ min: 1, max: 1500 }), ({ schedule, middle }, offset, target) => {
        const start = middle + offset;
        const limit = start + 4 * day;
        const model = new MinuteModel(schedule);
        let used = 0;
        let time = start;
        for (; time < limit && used < target; time += minute) if (model.isOpen(time)) used += 1;
        const due = compileCalendar(schedule).deadline(new Date(start), target * minute);
        if (used === target) expect(due).toEqual(new Date(time));
        else expect(due === null || due.getTime() > limit).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('laws', () => {
  const instant = fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2040, 0, 1) }).map((time) => new Date(time));
  const open = situation.filter(({ schedule }) => !compileCalendar(schedule).neverOpens);

  it('elapsed adds up, never exceeds real time and mirrors', () => {
    fc.assert(
      fc.property(situation, instant, instant, instant, ({ schedule }, a, b, c) => {
        const { elapsed } = compileCalendar(schedule);
        expect(elapsed(a, b) + elapsed(b, c)).toBe(elapsed(a, c));
        expect(elapsed(b, a)).toBe(0 - elapsed(a, b));
        const [from, to] = [Math.min(+a, +b), Math.max(+a, +b)];
        const between = elapsed(new Date(from), new Date(to));
        expect(between >= 0 && between <= to - from).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('deadline and elapsed are inverse, and no earlier instant would do', () => {
    fc.assert(
      fc.property(open, instant, fc.integer({ min: 1, max: 400 * hour }), ({ schedule }, start, target) => {
        const calendar = compileCalendar(schedule);
        const due = calendar.deadline(start, target);
        if (due === null) return;
        expect(calendar.elapsed(start, due)).toBe(target);
        expect(calendar.elapsed(start, new Date(due.getTime() - 1))).toBe(target - 1);
        expect(calendar.isOpen(new Date(due.getTime() - 1))).toBe(true);
        expect(calendar.inverse(calendar.cumulative(start) + target)).toEqual(due);
      }),
      { numRuns: 100 },
    );
  });

  it('segments are sorted, apart, and measure the elapsed time', () => {
    fc.assert(
      fc.property(situation, instant, fc.integer({ min: 0, max: 800 * day }), ({ schedule }, from, length) => {
        const calendar = compileCalendar(schedule);
        const to = new Date(from.getTime() + length);
        const segments = calendar.segments(from, to);
        const total = segments.reduce((sum, { openAt, closeAt }) => sum + closeAt.getTime() - openAt.getTime(), 0);
        expect(total).toBe(calendar.elapsed(from, to));
        segments.slice(1).forEach(({ openAt }, index) => {
          expect(openAt.getTime()).toBeGreaterThan(segments[index]?.closeAt.getTime() ?? Infinity);
        });
      }),
      { numRuns: 60 },
    );
  });
});
