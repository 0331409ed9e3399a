import { bareTenantColumns, instant, integer, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';

/** Days off that several business calendars share. */
export const holidayCalendars = tenantColumns(
  'holiday_calendars',
  {
    name: text(),
    /** Where its days come from: typed in, worked out for a country, or read from an iCalendar file. */
    source: text<'manual' | 'country' | 'ical'>(),
    /** ISO 3166 code, of `country` only. */
    country: text().orNull(),
    region: text().orNull(),
    deletedAt: instant().orNull(),
  },
  {
    noun: 'holiday calendar',
    conflicts: { holiday_calendars_name_unique: 'There is already a holiday calendar with this name.' },
  },
);

export const holidayDates = bareTenantColumns('holiday_dates', {
  holidayCalendarId: uuid(),
  fallsOn: localDate(),
  name: text(),
});

/** Which shared holidays a version of a business calendar keeps. */
export const calendarHolidays = bareTenantColumns('calendar_holidays', {
  calendarId: uuid(),
  number: integer(),
  holidayCalendarId: uuid(),
});

/** The business calendar that a person's notices wait for, when a rule asks to respect their hours. */
export const slaRecipientHours = bareTenantColumns('sla_recipient_hours', { userId: uuid(), calendarId: uuid() });
