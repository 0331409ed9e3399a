import { contract, idOf, lineOfText, z } from '@kelp/kernel/contract';

const day = z.object({ date: z.iso.date(), name: lineOfText() });
export type HolidayDay = z.output<typeof day>;
const days = z.array(day).max(2000, 'At most 2000 days fit into one calendar.');
const place = {
  /** ISO 3166, such as `DE`. */
  country: z.string().max(3).nullable(),
  /** The library's own code of a state or region, such as `BY`. */
  region: z.string().max(10).nullable(),
};

const card = z.object({
  id: z.uuid(),
  name: z.string(),
  source: z.enum(['manual', 'country', 'ical']),
  ...place,
  dayCount: z.number(),
  /** The last day that it knows of. */
  lastDay: z.string().nullable(),
  /** Business calendars that keep it. */
  calendarCount: z.number(),
  version: z.number(),
});

export const listHolidayCalendars = contract({
  name: 'holiday_calendar.list',
  input: z.object({}),
  output: z.object({ rows: z.array(card) }),
});

export const getHolidayCalendar = contract({
  name: 'holiday_calendar.get',
  input: z.object({ id: idOf('holiday_calendar') }),
  output: card.omit({ dayCount: true, lastDay: true, calendarCount: true }).extend({ days }),
});

export const createHolidayCalendar = contract({
  name: 'holiday_calendar.create',
  input: z.object({
    name: lineOfText(),
    source: z.enum(['manual', 'country', 'ical']).default('manual'),
    country: place.country.default(null),
    region: place.region.default(null),
    days: days.default([]),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateHolidayCalendar = contract({
  name: 'holiday_calendar.update',
  input: z.object({
    id: idOf('holiday_calendar'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    /** All of its days; every business calendar that keeps it counts by them from now on. */
    days: days.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number(), calendarCount: z.number() }),
});

export const deleteHolidayCalendar = contract({
  name: 'holiday_calendar.delete',
  input: z.object({ id: idOf('holiday_calendar') }),
  output: z.object({ id: z.uuid() }),
});

export const listHolidayCountries = contract({
  name: 'holiday_calendar.countries',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        regions: z.array(z.object({ code: z.string(), name: z.string() })),
      }),
    ),
  }),
});

/** The public holidays of a country, worked out and not stored: for review. */
export const previewCountryHolidays = contract({
  name: 'holiday_calendar.of_country',
  input: z.object({
    country: z.string().min(2).max(3),
    region: z.string().max(10).nullable().default(null),
    fromYear: z.number().int().min(1970).max(2100),
    years: z.number().int().min(1).max(10).default(3),
  }),
  output: z.object({ days }),
});

/** What an iCalendar file would change, read and not stored: for review. */
export const previewIcal = contract({
  name: 'holiday_calendar.of_ical',
  input: z.object({
    text: z.string().max(2_000_000, 'The file is too large. Export one calendar of at most 2 MB.'),
    /** The calendar that it would replace; without it a new one. */
    id: idOf('holiday_calendar').optional(),
  }),
  output: z.object({
    name: z.string(),
    days,
    added: days,
    removed: days,
    /** Days whose name differs. */
    renamed: days,
    unchanged: z.number(),
    /** What was left out, and why. */
    skipped: z.array(z.string()),
  }),
});

/** The business calendar that the reader's own SLA notices wait for; null: the hours of the policy. */
export const getOwnHours = contract({
  name: 'sla.own_hours',
  input: z.object({}),
  output: z.object({
    calendarId: z.uuid().nullable(),
    calendars: z.array(z.object({ id: z.uuid(), name: z.string(), zone: z.string() })),
  }),
});

export const setOwnHours = contract({
  name: 'sla.set_own_hours',
  input: z.object({ calendarId: idOf('business_calendar').nullable() }),
  output: z.object({ calendarId: z.uuid().nullable() }),
});
