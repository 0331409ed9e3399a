import { compileCalendar, notFound, type BusinessSchedule } from '@kelp/std';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { assertSchedule, loadCalendars, sharedDays } from '../calendars';
import type { BackTestDraft } from '../contract';
import type { SlaPolicy, SlaSettings } from '../domain/sla-policy';
import { assertKnown, lockLivePolicy } from '../live-policy';
import { assertTargetsOnce, readPromises, targetTable, type Promises } from '../policies';
import { businessCalendars } from '../tables';

/** What a policy promises on one side; `schedule` names one of the plan's. */
interface PlannedPromises {
  schedule: string;
  targets: Promises['targets'];
  settings: SlaSettings;
}

export interface PlannedPolicy {
  id: string;
  name: string;
  today: PlannedPromises;
  draft: PlannedPromises;
}

/** Both sides of a back-test as they were when it was asked for, so that a change made meanwhile cannot mix into it. */
export interface BackTestPlan {
  schedules: Record<string, BusinessSchedule>;
  policies: PlannedPolicy[];
}

const drafted = 'draft';

/** The plan for a draft. Throws what saving the draft would throw: invalid for faulty hours or doubled targets, not_found for unknown ids. */
export const planBackTest = (ctx: Ctx, draft: BackTestDraft): Promise<BackTestPlan> =>
  'policyId' in draft ? planPolicy(ctx, draft) : planHours(ctx, draft);

async function planPolicy(ctx: Ctx, draft: Extract<BackTestDraft, { policyId: string }>): Promise<BackTestPlan> {
  const { policyId, calendarId, targets, settings } = draft;
  const policy = await lockLivePolicy(ctx, policyId);
  assertTargetsOnce(targets);
  await assertKnown(ctx, { calendarId, targets });
  const before = await readPromises(ctx, policyId, policy.revision);
  return {
    schedules: await schedulesOf(ctx, [before.calendarId, calendarId]),
    policies: [
      { id: policyId, name: policy.name, today: plannedOf(before), draft: { schedule: calendarId, targets, settings } },
    ],
  };
}

async function planHours(ctx: Ctx, draft: Extract<BackTestDraft, { hours: object }>): Promise<BackTestPlan> {
  const { calendarId, hours } = draft;
  await ctx.db.get(businessCalendars, calendarId);
  const { holidayCalendarIds, ...schedule } = hours;
  assertSchedule(schedule);
  const shared = await sharedDays(ctx, [...new Set(holidayCalendarIds)]);
  const holidays = [...schedule.holidays, ...shared.map(({ fallsOn, name }) => ({ date: fallsOn, name }))];
  const counting = await ctx.db.rows<{ id: string; name: string; revision: number }>(
    sql`select p.id, p.name, p.revision from sla_policies p join sla_policy_revisions r
          on r.tenant_id = p.tenant_id and r.policy_id = p.id and r.revision = p.revision
        where p.tenant_id = ${ctx.tenant} and p.deleted_at is null and r.calendar_id = ${calendarId} order by p.id`,
  );
  const policies: PlannedPolicy[] = [];
  for (const { id, name, revision } of counting) {
    const today = plannedOf(await readPromises(ctx, id, revision));
    policies.push({ id, name, today, draft: { ...today, schedule: drafted } });
  }
  return {
    schedules: { ...(await schedulesOf(ctx, [calendarId])), [drafted]: { ...schedule, holidays } },
    policies,
  };
}

const plannedOf = ({ calendarId, targets, settings }: Promises): PlannedPromises => ({
  schedule: calendarId,
  targets,
  settings,
});

async function schedulesOf(ctx: ReadCtx, ids: readonly string[]): Promise<Record<string, BusinessSchedule>> {
  const loaded = await loadCalendars(ctx, [...new Set(ids)]);
  return Object.fromEntries([...loaded].map(([id, { schedule }]) => [id, schedule]));
}

/** One side's policies by id, each compiled once: every revision that facts name is judged by the same promise. */
export function policiesOf({ schedules, policies }: BackTestPlan, side: 'today' | 'draft'): Map<string, SlaPolicy> {
  const compiled = new Map(Object.entries(schedules).map(([key, schedule]) => [key, compileCalendar(schedule)]));
  return new Map(
    policies.map((policy): [string, SlaPolicy] => {
      const { id, name } = policy;
      const { schedule: key, targets, settings } = policy[side];
      const [schedule, calendar] = [schedules[key], compiled.get(key)];
      if (!schedule || !calendar) throw notFound(businessCalendars.noun);
      return [id, { id, name, schedule, calendar, settings, targets: targetTable(targets), rules: [] }];
    }),
  );
}
