import {
  addDays,
  earlierDate,
  hasFallenDue,
  intersectPeriod,
  laterDate,
  periodAt,
  periodsBetween,
  type Anchor,
  type Cycle,
  type DatedRow,
  type LocalDate,
  type Period,
  type ProrationMethod,
} from '@kelp/std';

/** When a line serves and is billed. All dates local to the billing profile's zone, ranges half-open. */
export interface LineSchedule {
  contract: {
    startsOn: LocalDate;
    endsOn: LocalDate | null;
    anchor: Anchor;
    cycle: Cycle;
    leadDays: number;
  };
  line: { startsOn: LocalDate; endsOn: LocalDate | null; timing: 'advance' | 'arrears' };
}

/** A whole period as the anchor defines it, and the days of it on which the line serves. */
export interface DuePeriod {
  period: Period;
  covered: Period;
}

/** Days on which the line serves: its own within those of its contract, up to but without `until`. */
function servedDays({ contract, line }: LineSchedule, until: LocalDate): Period {
  const start = laterDate(contract.startsOn, line.startsOn);
  const end = [contract.endsOn, line.endsOn].reduce<LocalDate>(
    (earliest, date) => (date ? earlierDate(earliest, date) : earliest),
    until,
  );
  return { start, end: laterDate(start, end) };
}

/** The end of the last period that may be due: the one which holds the cut-off plus the lead days. */
function horizon({ contract: { anchor, cycle, leadDays } }: LineSchedule, cutOff: LocalDate): LocalDate {
  return periodAt(anchor, cycle, addDays(cutOff, leadDays)).end;
}

/**
 * The periods of a line that have fallen due by the cut-off date, in order (product rule: arrears when the period ends not
 * later than the cut-off, advance when it begins not later than the cut-off plus the lead days; nothing else decides). The
 * whole period decides, so that the last, partial one of a contract falls due on the usual day. Billed ones are among them.
 */
export function duePeriods(schedule: LineSchedule, cutOff: LocalDate): DuePeriod[] {
  const { contract, line } = schedule;
  const served = servedDays(schedule, horizon(schedule, cutOff));
  return periodsBetween(contract.anchor, contract.cycle, served)
    .filter((period) => hasFallenDue(period, line.timing, cutOff, contract.leadDays))
    .flatMap(({ start, end }) => {
      const covered = intersectPeriod({ start, end }, served);
      return covered ? [{ period: { start, end }, covered }] : [];
    });
}

/** The days of a period that are in none of the others, as few periods as possible, in order. */
export function subtractPeriods(period: Period, others: readonly Period[]): Period[] {
  return others.reduce<Period[]>(
    (left, other) =>
      left.flatMap((part) =>
        [
          { start: part.start, end: earlierDate(part.end, other.start) },
          { start: laterDate(part.start, other.end), end: part.end },
        ].filter(({ start, end }) => start < end),
      ),
    [period],
  );
}

/** Days of a due period that one set of terms prices and nothing has billed yet. */
export interface DueSlice<T> extends DuePeriod {
  terms: T;
}

/**
 * The due periods of a fixed fee without what is billed already, split where the terms change. A fee that is never prorated
 * is charged once, whole, by the terms of its first served day, and not again when any of its days is billed.
 */
export function dueSlices<T extends DatedRow>(
  schedule: LineSchedule,
  terms: readonly T[],
  proration: ProrationMethod,
  cutOff: LocalDate,
  billed: readonly Period[] = [],
): DueSlice<T>[] {
  const ordered = [...terms].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return duePeriods(schedule, cutOff).flatMap(({ period, covered }): DueSlice<T>[] => {
    const left = subtractPeriods(covered, billed);
    if (proration === 'none') {
      const first = ordered.find((one) => intersectPeriod(covered, { start: one.validFrom, end: one.validTo }));
      const isWhole = left[0]?.start === covered.start && left[0].end === covered.end;
      return first && isWhole ? [{ period, covered, terms: first }] : [];
    }
    return left.flatMap((part) =>
      ordered.flatMap((one) => {
        const days = intersectPeriod(part, { start: one.validFrom, end: one.validTo });
        return days ? [{ period, covered: days, terms: one }] : [];
      }),
    );
  });
}
