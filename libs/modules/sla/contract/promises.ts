import { idOf, lineOfText, z } from '@kelp/kernel/contract';

const clockName = z.enum(['response', 'resolution']);
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
/** `[open, close]` on the wall as `HH:MM`; a closing time at or before the opening one is of the next day. */
const interval = z.tuple([z.string().max(8), z.string().max(8)]);

/** Opening hours as people write them. Sense and zone are checked by the actions, one sentence per wrong field. */
export const calendarHours = z.object({
  timezone: z.string().max(64),
  alwaysOpen: z.boolean().default(false),
  week: z.partialRecord(weekday, z.array(interval).max(12)),
  holidays: z
    .array(z.object({ date: z.string().max(10), name: lineOfText(100), recurring: z.boolean().default(false) }))
    .max(500)
    .default([]),
  exceptions: z
    .array(z.object({ date: z.string().max(10), intervals: z.array(interval).max(12) }))
    .max(500)
    .default([]),
  /** Shared calendars whose days off it keeps. */
  holidayCalendarIds: z.array(idOf('holiday_calendar')).max(20).default([]),
  nightShift: z.enum(['opening_day', 'calendar_day']).default('opening_day'),
});
export type CalendarHours = z.output<typeof calendarHours>;

export const slaTarget = z.object({
  priorityId: idOf('priority'),
  clock: clockName,
  amount: z.number().int().min(1).max(5_000_000),
  unit: z.enum(['minutes', 'business_hours', 'business_days', 'next_business_day']).default('minutes'),
  /** Counts around the clock instead of in business hours. */
  isAlwaysOpen: z.boolean().default(false),
});

export const slaRule = z.object({
  kind: z.enum(['notify', 'escalate']),
  /** Of the target; null switches the rule off. */
  percent: z.number().int().min(1).max(1000).nullable(),
  /** Of escalations only. */
  level: z.number().int().min(1).max(20).optional(),
  /** Whom it tells; without it warnings tell the assignee, escalations the board's manager. */
  recipients: z
    .object({
      assignee: z.boolean(),
      team: z.boolean(),
      boardManager: z.boolean(),
      userIds: z.array(idOf('user')).max(50),
    })
    .optional(),
  channels: z
    .array(z.enum(['in_app', 'email']))
    .max(2)
    .optional(),
  /** Waits until the person's own hours. */
  respectsHours: z.boolean().optional(),
});

const clockFlags = z.object({ response: z.boolean(), resolution: z.boolean() });
export const slaSettings = z.object({
  retargetMode: z.enum(['from_start', 'carry_consumed', 'restart']).default('from_start'),
  reopenMode: z.enum(['resume', 'fresh', 'from_creation']).default('resume'),
  /** Which clocks stand still for a reason: a status that pauses (both), waiting for the client's answer (none). */
  pausing: z
    .object({
      status: clockFlags.default({ response: true, resolution: true }),
      awaiting_client: clockFlags.default({ response: false, resolution: false }),
    })
    .prefault({}),
  closeCountsAsResponse: z.boolean().default(false),
  afterOutage: z.enum(['highest', 'all']).default('highest'),
  rearms: z.boolean().default(false),
  dueAtDayEnd: z.enum(['closing', 'next_opening']).default('closing'),
  imported: z.enum(['from_creation', 'from_import']).default('from_creation'),
});

/** What a policy promises, as actions take it. */
export const slaPromises = {
  calendarId: idOf('business_calendar'),
  targets: z.array(slaTarget).max(200),
  rules: z.array(slaRule).max(50),
  settings: slaSettings,
};
