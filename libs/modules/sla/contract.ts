export * from './contract/holidays';
export * from './contract/history';
export * from './contract/board';
export * from './contract/zone-data';
import { contract, idOf, instant, lineOfText, z } from '@kelp/kernel/contract';

const clockName = z.enum(['response', 'resolution']);
const clockState = z.enum(['running', 'paused', 'met', 'missed', 'unanswered', 'cancelled']);
const policyLevel = z.enum(['client', 'board', 'default', 'none']);
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

const calendarCard = z.object({
  id: z.uuid(),
  name: z.string(),
  zone: z.string(),
  /** Nothing measured by it is ever due. */
  neverOpens: z.boolean(),
  policyCount: z.number(),
  version: z.number(),
});

export const listBusinessCalendars = contract({
  name: 'business_calendar.list',
  input: z.object({}),
  output: z.object({ rows: z.array(calendarCard) }),
});

export const getBusinessCalendar = contract({
  name: 'business_calendar.get',
  input: z.object({ id: idOf('business_calendar') }),
  output: calendarCard.omit({ policyCount: true }).extend({
    /** The newest version; it holds from `effectiveAt`. */
    number: z.number(),
    effectiveAt: instant,
    hours: calendarHours,
  }),
});

export const createBusinessCalendar = contract({
  name: 'business_calendar.create',
  input: z.object({ name: lineOfText(), hours: calendarHours }),
  output: z.object({ id: z.uuid() }),
});

export const updateBusinessCalendar = contract({
  name: 'business_calendar.update',
  input: z.object({
    id: idOf('business_calendar'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    hours: calendarHours.optional(),
    /** From when the new hours hold; now when missing. Never in the past. */
    effectiveAt: instant.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteBusinessCalendar = contract({
  name: 'business_calendar.delete',
  input: z.object({ id: idOf('business_calendar') }),
  output: z.object({ id: z.uuid() }),
});

const target = z.object({
  priorityId: idOf('priority'),
  clock: clockName,
  amount: z.number().int().min(1).max(5_000_000),
  unit: z.enum(['minutes', 'business_hours', 'business_days', 'next_business_day']).default('minutes'),
  /** Counts around the clock instead of in business hours. */
  isAlwaysOpen: z.boolean().default(false),
});

const rule = z.object({
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

const policyCard = z.object({
  id: z.uuid(),
  name: z.string(),
  isDefault: z.boolean(),
  calendarId: z.uuid(),
  calendarName: z.string(),
  clientCount: z.number(),
  boardCount: z.number(),
  version: z.number(),
});

export const listSlaPolicies = contract({
  name: 'sla_policy.list',
  input: z.object({}),
  output: z.object({ rows: z.array(policyCard) }),
});

const reference = z.object({ id: z.uuid(), name: z.string() });

export const getSlaPolicy = contract({
  name: 'sla_policy.get',
  input: z.object({ id: idOf('sla_policy') }),
  output: policyCard.omit({ clientCount: true, boardCount: true }).extend({
    targets: z.array(target.extend({ priorityName: z.string() })),
    rules: z.array(rule),
    settings: slaSettings,
    clients: z.array(reference),
    boards: z.array(reference),
  }),
});

const promises = {
  calendarId: idOf('business_calendar'),
  targets: z.array(target).max(200),
  rules: z.array(rule).max(50),
  settings: slaSettings,
};

export const createSlaPolicy = contract({
  name: 'sla_policy.create',
  input: z.object({
    name: lineOfText(),
    calendarId: promises.calendarId,
    targets: promises.targets.default([]),
    rules: promises.rules.default([]),
    settings: promises.settings.prefault({}),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateSlaPolicy = contract({
  name: 'sla_policy.update',
  input: z.object({
    id: idOf('sla_policy'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    isDefault: z.literal(true).optional(),
    calendarId: promises.calendarId.optional(),
    targets: promises.targets.optional(),
    rules: promises.rules.optional(),
    settings: promises.settings.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const assignSlaPolicy = contract({
  name: 'sla_policy.assign',
  input: z
    .object({
      /** Null takes the assignment away. */
      policyId: idOf('sla_policy').nullable(),
      clientId: idOf('client').optional(),
      boardId: idOf('board').optional(),
    })
    .refine(
      (input) => (input.clientId === undefined) !== (input.boardId === undefined),
      'Choose either a client or a board.',
    ),
  output: z.object({ policyId: z.uuid().nullable() }),
});

export const deleteSlaPolicy = contract({
  name: 'sla_policy.delete',
  input: z.object({ id: idOf('sla_policy') }),
  output: z.object({ id: z.uuid() }),
});

/** Why it is due then. Instants are UTC; show them in `zone`, or in the reader's when it is null. */
const explanation = z.object({
  /** Zone of the opening hours; null when the target counts around the clock. */
  zone: z.string().nullable(),
  countedFrom: instant,
  /** Taken over from a former target. */
  carriedMinutes: z.number(),
  counted: z.array(z.object({ from: instant, to: instant, minutes: z.number() })),
  countedMinutes: z.number(),
  pauses: z.array(
    z.object({ from: instant, to: instant.nullable(), reasons: z.array(z.string()), minutes: z.number() }),
  ),
  holidays: z.array(z.object({ date: z.string(), name: z.string() })),
});

const clockCard = z.object({
  clock: clockName,
  epoch: z.number(),
  state: clockState,
  startedAt: instant,
  /** Null while paused: a frozen clock has no due. */
  dueAt: instant.nullable(),
  stoppedAt: instant.nullable(),
  /** Null while open, and when it was never answered. */
  isMet: z.boolean().nullable(),
  breachedAt: instant.nullable(),
  targetMinutes: z.number(),
  /** Floored; negative once overdue. */
  remainingMinutes: z.number(),
  nextThreshold: z.object({ percent: z.number(), at: instant }).nullable(),
  policyName: z.string(),
  level: policyLevel,
  explanation,
});
export type TicketClock = z.output<typeof clockCard>;
export type ClockExplanationLines = TicketClock['explanation'];

export const getTicketSla = contract({
  name: 'sla.ticket',
  input: z.object({ ticketId: idOf('ticket') }),
  output: z.object({
    /** The policy that holds now and the level that chose it; null means no SLA. */
    policy: z.object({ id: z.uuid(), name: z.string(), level: policyLevel }).nullable(),
    /** Present clocks, response first. Empty with a policy means that it has no target for this priority. */
    clocks: z.array(clockCard),
    upTo: z.number(),
  }),
});

const badge = z.object({
  ticketId: z.uuid(),
  clock: clockName,
  state: clockState,
  dueAt: instant.nullable(),
  /** Of a paused clock: what it will have left when it goes on. */
  remainingMinutes: z.number().nullable(),
  /** A warning threshold of this clock was crossed. */
  isAtRisk: z.boolean(),
  isBreached: z.boolean(),
});
export type SlaBadgeClock = z.output<typeof badge>;

export const getSlaForTickets = contract({
  name: 'sla.for_tickets',
  input: z.object({ ticketIds: z.array(idOf('ticket')).max(200) }),
  /** One row per ticket that has a clock: the open one that is due first, else how the last one ended. */
  output: z.object({ rows: z.array(badge), upTo: z.number() }),
});
