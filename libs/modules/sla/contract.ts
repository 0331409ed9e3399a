export * from './contract/holidays';
export * from './contract/history';
export * from './contract/board';
export * from './contract/zone-data';
export * from './contract/promises';
export * from './contract/back-tests';
import { contract, idOf, instant, lineOfText, z } from '@kelp/kernel/contract';
import { calendarHours, slaPromises, slaRule as rule, slaSettings, slaTarget as target } from './contract/promises';

const clockName = z.enum(['response', 'resolution']);
const clockState = z.enum(['running', 'paused', 'met', 'missed', 'unanswered', 'cancelled']);
const policyLevel = z.enum(['client', 'board', 'default', 'none']);
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

export const createSlaPolicy = contract({
  name: 'sla_policy.create',
  input: z.object({
    name: lineOfText(),
    calendarId: slaPromises.calendarId,
    targets: slaPromises.targets.default([]),
    rules: slaPromises.rules.default([]),
    settings: slaPromises.settings.prefault({}),
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
    calendarId: slaPromises.calendarId.optional(),
    targets: slaPromises.targets.optional(),
    rules: slaPromises.rules.optional(),
    settings: slaPromises.settings.optional(),
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
