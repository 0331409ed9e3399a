import {
  bareTenantColumns,
  bigint,
  boolean,
  instant,
  integer,
  json,
  localDate,
  smallint,
  tenantColumns,
  text,
  uuid,
} from '@kelp/platform/db';
import type { Weekday } from '@kelp/std';
import type { ClockState } from './domain/clock';
import type { PolicyLevel, SlaFactKind } from './domain/sla-fact';
import type { ClockName, NoticeChannel, Recipients, SlaSettings, TargetUnit } from './domain/sla-policy';
import type { FiringMode } from './domain/thresholds';

export const businessCalendars = tenantColumns(
  'business_calendars',
  {
    name: text(),
    /** Number of the newest version. */
    latest: integer().withDefault(),
    /** Version of the zone data by which the due instants of its clocks were worked out last; empty: never noted. */
    tzdb: text().withDefault(),
  },
  { conflicts: { business_calendars_name_unique: 'There is already a business calendar with this name.' } },
);

/** Hours as they hold from `effectiveAt` on; written once. */
export const calendarVersions = bareTenantColumns('calendar_versions', {
  calendarId: uuid(),
  number: integer(),
  zone: text(),
  isAlwaysOpen: boolean(),
  effectiveAt: instant(),
  nightShift: text<'opening_day' | 'calendar_day'>().withDefault(),
  recordedAt: instant().withDefault(),
  recordedBy: text().withDefault(),
});

/** Minutes from local midnight; `closeMin` may exceed 1440. */
export const calendarIntervals = bareTenantColumns('calendar_intervals', {
  calendarId: uuid(),
  number: integer(),
  weekday: text<Weekday>(),
  openMin: smallint(),
  closeMin: smallint(),
});

/** A holiday (`closed`) or hours of one date (`open`). */
export const calendarDates = bareTenantColumns('calendar_dates', {
  id: uuid(),
  calendarId: uuid(),
  number: integer(),
  fallsOn: localDate(),
  kind: text<'closed' | 'open'>(),
  name: text(),
  isRecurring: boolean(),
  openMin: smallint().orNull(),
  closeMin: smallint().orNull(),
  /** The shared calendar that the day was copied from. */
  holidayCalendarId: uuid().orNull(),
});

export const slaPolicies = tenantColumns(
  'sla_policies',
  {
    name: text(),
    isDefault: boolean().withDefault(),
    /** Number of the newest revision. */
    revision: integer().withDefault(),
    deletedAt: instant().orNull(),
  },
  { noun: 'SLA policy', conflicts: { sla_policies_name_unique: 'There is already an SLA policy with this name.' } },
);

/** What a policy promised at one time; written once, so that old verdicts keep their measure. */
export const slaPolicyRevisions = bareTenantColumns('sla_policy_revisions', {
  policyId: uuid(),
  revision: integer(),
  calendarId: uuid(),
  settings: json<SlaSettings>(),
  recordedAt: instant().withDefault(),
  recordedBy: text().withDefault(),
});

export const slaTargets = bareTenantColumns('sla_targets', {
  policyId: uuid(),
  revision: integer(),
  priorityId: uuid(),
  clock: text<ClockName>(),
  amount: integer(),
  unit: text<TargetUnit>(),
  isAlwaysOpen: boolean(),
});

export const slaRules = bareTenantColumns('sla_rules', {
  id: uuid(),
  policyId: uuid(),
  revision: integer(),
  kind: text<'notify' | 'escalate'>(),
  percent: integer().orNull(),
  level: smallint().orNull(),
  recipients: json<Recipients>(),
  channels: json<NoticeChannel[]>(),
  respectsHours: boolean().withDefault(),
});

/** Which policy a client or a board asks for. */
export const slaAssignments = tenantColumns(
  'sla_assignments',
  { policyId: uuid(), clientId: uuid().orNull(), boardId: uuid().orNull() },
  { noun: 'SLA assignment' },
);

/** The truth about a ticket's clocks: append-only, each once per cause. */
export const slaFacts = bareTenantColumns(
  'sla_facts',
  {
    id: uuid(),
    ticketId: uuid(),
    occurredAt: instant(),
    /** When it became known; not moved by a travelling caller. */
    recordedAt: instant().withDefault(),
    kind: text<SlaFactKind>(),
    /** Of pauses only. */
    reason: text().withDefault(),
    data: json<Record<string, unknown>>(),
    causeEventId: uuid(),
    isMuted: boolean(),
  },
  { isAudited: false },
);

/** A cache made by folding the facts; `…B` are positions on the calendar's line of open milliseconds. */
export const slaClocks = bareTenantColumns(
  'sla_clocks',
  {
    ticketId: uuid(),
    clock: text<ClockName>(),
    epoch: integer(),
    state: text<ClockState>(),
    policyId: uuid(),
    revision: integer(),
    level: text<PolicyLevel>(),
    priorityId: uuid(),
    calendarId: uuid(),
    calendarVersion: integer(),
    startAt: instant(),
    targetMs: bigint(),
    startB: bigint(),
    pausedB: bigint(),
    frozenB: bigint().orNull(),
    /** Of a paused clock: what is left of the target. */
    remainingMs: bigint().orNull(),
    dueAt: instant().orNull(),
    stoppedAt: instant().orNull(),
    isMet: boolean().orNull(),
    breachedAt: instant().orNull(),
    nextFireAt: instant().orNull(),
    nextPercent: integer().orNull(),
    isInFigures: boolean(),
    /** How often retargets have armed the thresholds of this epoch again. */
    arming: integer().withDefault(),
  },
  { isAudited: false },
);

/** One row per threshold that was crossed, ever: what keeps it from being told twice. */
export const slaFirings = bareTenantColumns(
  'sla_firings',
  {
    ticketId: uuid(),
    clock: text<ClockName>(),
    epoch: integer(),
    arming: integer().withDefault(),
    percent: integer(),
    crossedAt: instant(),
    firedAt: instant(),
    mode: text<FiringMode>(),
  },
  { isAudited: false },
);

export const slaEscalations = bareTenantColumns(
  'sla_escalations',
  { ticketId: uuid(), epoch: integer(), level: smallint(), at: instant(), userId: uuid().orNull() },
  { isAudited: false },
);

export * from './tables/holidays';
export * from './tables/reports';
