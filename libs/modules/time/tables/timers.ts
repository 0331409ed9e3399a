import { bareTenantColumns, boolean, instant, integer, tenantColumns, text, uuid } from '@kelp/platform/db';

/** What somebody works on now: one row a person, gone when it stops. */
export const timers = tenantColumns(
  'timers',
  {
    userId: uuid(),
    ticketId: uuid().orNull(),
    /** Only for work without a ticket. */
    clientId: uuid().orNull(),
    /** Null = found when it stops. */
    serviceId: uuid().orNull(),
    startedAt: instant(),
    notes: text().withDefault(),
    isBillable: boolean().withDefault(),
  },
  { noun: 'timer' },
);

/** The working day of a person by weekday (0 = Monday), in minutes of the day on the wall of their zone; null = they are off. Seven rows, or none for the usual hours. */
export const userWorkSchedules = bareTenantColumns('user_work_schedules', {
  userId: uuid(),
  weekday: integer(),
  startMinute: integer().orNull(),
  endMinute: integer().orNull(),
  breakMinutes: integer().withDefault(),
});
