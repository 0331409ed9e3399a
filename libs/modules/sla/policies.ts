import { groupBy, invalid } from '@kelp/std';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { loadCalendars } from './calendars';
import { editionOf } from './domain/merge-targeting';
import {
  usualTelling,
  type SlaPolicy,
  type SlaRule,
  type SlaSettings,
  type SlaTarget,
  type Telling,
} from './domain/sla-policy';
import { slaPolicyRevisions, slaRules, slaTargets } from './tables';

/** A policy's revision with the calendar it counts by. */
export interface LoadedPolicy extends SlaPolicy {
  calendarId: string;
  calendarVersion: number;
}

interface RevisionRow {
  policyId: string;
  revision: number;
  name: string;
  calendarId: string;
  settings: SlaSettings;
}

/** These revisions (`editionOf`), deleted policies included, each with the newest version of its calendar. */
export async function loadPolicies(ctx: ReadCtx, editions: ReadonlySet<string>): Promise<Record<string, LoadedPolicy>> {
  if (editions.size === 0) return {};
  const wanted = [...editions];
  const rows = await ctx.db.rows<RevisionRow>(
    sql`select r.policy_id, r.revision, p.name, r.calendar_id, r.settings from sla_policy_revisions r
        join sla_policies p on p.tenant_id = r.tenant_id and p.id = r.policy_id
        where r.tenant_id = ${ctx.tenant} and r.policy_id::text || ':' || r.revision = any(${wanted}::text[])
          and r.policy_id = any(${wanted.map((edition) => edition.slice(0, edition.indexOf(':')))}::uuid[])`,
  );
  const ids = [...new Set(rows.map((row) => row.policyId))];
  const revisions = [...new Set(rows.map((row) => row.revision))];
  const [targets, rules, calendars] = await Promise.all([
    ctx.db.list(slaTargets, { policyId: ids, revision: revisions }),
    ctx.db.list(slaRules, { policyId: ids, revision: revisions }),
    loadCalendars(ctx, [...new Set(rows.map((row) => row.calendarId))]),
  ]);
  const byEdition = (row: { policyId: string; revision: number }) => editionOf(row.policyId, row.revision);
  const targetsOf = groupBy(targets, byEdition);
  const rulesOf = groupBy(rules, byEdition);
  const policies: Record<string, LoadedPolicy> = {};
  for (const row of rows) {
    const edition = byEdition(row);
    const calendar = calendars.get(row.calendarId);
    if (!calendar) throw new Error(`The business calendar ${row.calendarId} of ${row.name} is missing.`);
    policies[edition] = {
      id: edition,
      name: row.name,
      schedule: calendar.schedule,
      calendar: calendar.calendar,
      calendarId: row.calendarId,
      calendarVersion: calendar.latest,
      settings: row.settings,
      targets: targetTable(targetsOf.get(edition) ?? []),
      rules: (rulesOf.get(edition) ?? []).map(asRule),
    };
  }
  return policies;
}

/** Targets by priority and clock, as the fold looks them up. */
export function targetTable(rows: readonly Promises['targets'][number][]): SlaPolicy['targets'] {
  const table: Record<string, Partial<Record<'response' | 'resolution', SlaTarget>>> = {};
  for (const { priorityId, clock, amount, unit, isAlwaysOpen } of rows) {
    table[priorityId] = { ...table[priorityId], [clock]: { amount, unit, alwaysOpen: isAlwaysOpen } };
  }
  return table;
}

function asRule({ kind, percent, level, recipients, channels, respectsHours }: Row<typeof slaRules>): SlaRule {
  const usual = usualTelling(kind);
  // Rules written before recipients could be chosen have none.
  const telling = { recipients: { ...usual.recipients, ...recipients }, channels, respectsHours };
  return kind === 'notify' ? { kind, percent, ...telling } : { kind, percent, level: level ?? 1, ...telling };
}

type Optional<T> = { [K in keyof T]?: T[K] | undefined };

/** What a policy promises, as the actions take it. */
export interface Promises {
  calendarId: string;
  targets: {
    priorityId: string;
    clock: 'response' | 'resolution';
    amount: number;
    unit: SlaTarget['unit'];
    isAlwaysOpen: boolean;
  }[];
  rules: ({ kind: 'notify' | 'escalate'; percent: number | null; level?: number | undefined } & Optional<Telling>)[];
  settings: SlaSettings;
}

/** Writes one revision of a policy; the caller has made its number the policy's latest. Throws invalid for a doubled target. */
export async function insertRevision(ctx: Ctx, policyId: string, revision: number, promises: Promises): Promise<void> {
  const { calendarId, targets, rules, settings } = promises;
  assertTargetsOnce(targets);
  const escalation = rules.findIndex((rule) => (rule.kind === 'escalate') !== (rule.level !== undefined));
  if (escalation >= 0) {
    throw invalid('An escalation names its level, a notification has none.', {
      [`rules.${escalation}.level`]: 'Give a level to escalations only.',
    });
  }
  await ctx.db.insertMany(slaPolicyRevisions, [
    { policyId, revision, calendarId, settings, recordedAt: ctx.now(), recordedBy: ctx.actor.name },
  ]);
  await ctx.db.insertMany(
    slaTargets,
    targets.map((target) => ({ ...target, policyId, revision })),
  );
  await ctx.db.insertMany(
    slaRules,
    rules.map(({ kind, percent, level, recipients, channels, respectsHours }) => ({
      id: ctx.newId(),
      policyId,
      revision,
      kind,
      percent,
      level: level ?? null,
      recipients: recipients ?? usualTelling(kind).recipients,
      channels: channels ?? usualTelling(kind).channels,
      respectsHours: respectsHours ?? false,
    })),
  );
}

/** Throws invalid when a priority has two targets for one clock. */
export function assertTargetsOnce(targets: Promises['targets']): void {
  const twice = targets.findIndex((one, at) =>
    targets.slice(0, at).some((other) => other.priorityId === one.priorityId && other.clock === one.clock),
  );
  if (twice < 0) return;
  throw invalid('A priority has two targets for the same clock. Keep one of them.', {
    [`targets.${twice}.priorityId`]: 'This priority already has a target for this clock.',
  });
}

/** The promises of a policy's revision, to be shown or carried over into the next one. */
export async function readPromises(ctx: ReadCtx, policyId: string, revision: number): Promise<Promises> {
  const [row, targets, rules] = await Promise.all([
    ctx.db.find(slaPolicyRevisions, { policyId, revision }),
    ctx.db.list(slaTargets, { policyId, revision }),
    ctx.db.list(slaRules, { policyId, revision }, { orderBy: 'id' }),
  ]);
  if (!row) throw new Error(`Revision ${revision} of the SLA policy ${policyId} is missing.`);
  return {
    calendarId: row.calendarId,
    settings: row.settings,
    targets: targets.map(({ priorityId, clock, amount, unit, isAlwaysOpen }) => ({
      priorityId,
      clock,
      amount,
      unit,
      isAlwaysOpen,
    })),
    rules: rules.map(({ kind, percent, level, recipients, channels, respectsHours }) => ({
      kind,
      percent,
      ...(level === null ? {} : { level }),
      recipients: { ...usualTelling(kind).recipients, ...recipients },
      channels,
      respectsHours,
    })),
  };
}
