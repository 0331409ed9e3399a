import { invalid } from '@kelp/std';
import type { HolidayDay } from '../contract';

/** Read when somebody imports a file, and never in a browser. */
const load = async () => (await import('ical.js')).default;

const dayMs = 86_400_000;
const longestDays = 31;
const mostDays = 2000;

export interface IcalHolidays {
  /** Of the calendar, empty when it has none. */
  name: string;
  /** Ascending, each date once. */
  days: HolidayDay[];
  /** One sentence for each event that was left out. */
  skipped: string[];
}

type Ical = Awaited<ReturnType<typeof load>>;
type Event = InstanceType<Ical['Event']>;
type Time = InstanceType<Ical['Time']>;

/** The wall date that the file writes, whatever its zone: a holiday is a local date. */
const dateOf = (time: Time): string => time.toString().slice(0, 10);

/** The local dates of one occurrence; an end without a time of day is excluded (RFC 5545). */
function datesOf(start: Time, end: Time | null): string[] {
  const first = Date.parse(`${dateOf(start)}T00:00:00Z`);
  const last = end ? Date.parse(`${dateOf(end)}T00:00:00Z`) : first;
  const endsAtMidnight = end !== null && (end.isDate || (end.hour === 0 && end.minute === 0));
  const count = Math.max(1, Math.round((last - first) / dayMs) + (endsAtMidnight ? 0 : 1));
  return Array.from({ length: Math.min(count, longestDays + 1) }, (_, at) =>
    new Date(first + at * dayMs).toISOString().slice(0, 10),
  );
}

/** The occurrences of an event between two years, both included. */
function* occurrences(event: Event, fromYear: number, toYear: number): Generator<string[]> {
  if (!event.isRecurring()) {
    yield datesOf(event.startDate, event.endDate);
    return;
  }
  const iterator = event.iterator();
  for (let count = 0; count < 5000; count += 1) {
    const start = iterator.next();
    if (!start || start.year > toYear) return;
    if (start.year < fromYear) continue;
    const details = event.getOccurrenceDetails(start);
    yield datesOf(details.startDate, details.endDate);
  }
}

function problemOf(event: Event): string | null {
  const name = event.summary || 'An event without a name';
  if (event.component.getFirstPropertyValue('status') === 'CANCELLED') return `${name}: cancelled.`;
  if (!event.startDate) return `${name}: has no date.`;
  const [dates = []] = [datesOf(event.startDate, event.endDate)];
  return dates.length > longestDays ? `${name}: longer than ${longestDays} days.` : null;
}

async function parse(text: string) {
  const library = await load();
  try {
    const calendar = new library.Component(library.parse(text));
    if (calendar.name !== 'vcalendar') throw new Error('not a calendar');
    const events = calendar.getAllSubcomponents('vevent').map((component) => new library.Event(component));
    return { name: String(calendar.getFirstPropertyValue('x-wr-calname') ?? ''), events };
  } catch {
    throw invalid('This is not an iCalendar file. Export the calendar as .ics and choose that file.', {
      text: 'Choose an .ics file.',
    });
  }
}

/** The days off in an iCalendar file; repeating events give their days from `fromYear` to `toYear`. Throws invalid for any other text. */
export async function readIcal(text: string, fromYear: number, toYear: number): Promise<IcalHolidays> {
  const { name, events } = await parse(text);
  const found = new Map<string, string>();
  const skipped: string[] = [];
  for (const event of events) {
    // An exception of a repeating event is told by its own event.
    if (event.isRecurrenceException()) continue;
    const problem = problemOf(event);
    if (problem) {
      skipped.push(problem);
      continue;
    }
    for (const dates of occurrences(event, fromYear, toYear)) {
      for (const date of dates) if (!found.has(date)) found.set(date, nameOf(event));
    }
  }
  const days = [...found].map(([date, title]) => ({ date, name: title })).sort((a, b) => (a.date < b.date ? -1 : 1));
  if (days.length > mostDays) throw invalid(`This file has ${days.length} days. At most ${mostDays} fit.`);
  return { name: name.slice(0, 200), days, skipped: skipped.slice(0, 100) };
}

/** One line of at most 200 characters. */
const nameOf = (event: Event): string =>
  (event.summary ?? '')
    .replace(/[\u0000-\u001f]+/g, ' ')
    .trim()
    .slice(0, 200) || 'Day off';
