import type { BusinessSchedule } from '@kelp/std';
import type { ClockCalendar } from '../sla-policy';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** A Monday, so that weekdays follow from the day number. */
const originMs = Date.UTC(2024, 0, 1);

/** Opening and closing instant of a day of the desk, or null at the weekend. */
function openingOf(day: number, openHour: number, closeHour: number): { open: number; close: number } | null {
  if (day % 7 > 4) return null;
  const midnight = originMs + day * dayMs;
  return { open: midnight + openHour * hourMs, close: midnight + closeHour * hourMs };
}

/**
 * A Monday-to-Friday desk in UTC that walks day by day: slow, obvious, and written apart from the real calendar so that
 * tests compare two models. Serves instants from January 2024 on.
 */
export function deskModel(openHour = 9, closeHour = 17): ClockCalendar {
  const cumulative = (at: Date): number => {
    let open = 0;
    for (let day = 0; originMs + day * dayMs <= at.getTime(); day += 1) {
      const hours = openingOf(day, openHour, closeHour);
      if (hours) open += Math.max(0, Math.min(at.getTime(), hours.close) - hours.open);
    }
    return open;
  };
  const inverse = (openMs: number): Date | null => {
    let left = openMs;
    for (let day = 0; day < 100_000; day += 1) {
      const hours = openingOf(day, openHour, closeHour);
      if (hours && left <= hours.close - hours.open) return new Date(hours.open + left);
      if (hours) left -= hours.close - hours.open;
    }
    return null;
  };
  const segments: ClockCalendar['segments'] = (from, to) => {
    const found = [];
    for (let day = 0; originMs + day * dayMs < to.getTime(); day += 1) {
      const hours = openingOf(day, openHour, closeHour);
      const openAt = new Date(Math.max(hours?.open ?? 0, from.getTime()));
      const closeAt = new Date(Math.min(hours?.close ?? 0, to.getTime()));
      if (openAt < closeAt) found.push({ openAt, closeAt });
    }
    return found;
  };
  return { cumulative, inverse, segments };
}

/** The hours of `deskModel` as the product writes them. */
export const deskSchedule: BusinessSchedule = {
  timezone: 'UTC',
  alwaysOpen: false,
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
  holidays: [],
};
