import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { localDate, notFound, type LocalDate } from '@kelp/std';
import { getTimeSheet, type TimeSheetCard } from '../contract';
import { mayWriteFor } from '../delegates';
import { periodOf } from '../domain/time-periods';
import { capacityOn } from '../domain/work-schedule';
import { readSchedule } from '../read-schedules';
import { periodSetting } from '../settings';
import type { Sheet } from '../sheets';
import { timePeriods, timesheets } from '../tables/timesheets';
import { ownId, readWorker, staffIds, type Worker } from '../worker';
import { isForReviewer } from './for-approval';
import { daysOf, sheetFlags, sheetIsVisible, sheetSums, type SheetSums } from './sheet-rows';

/** The sheet of somebody for a period, whether or not anything was done with it. A period that is not written yet is cut by the rule. */
export const getTimeSheetQuery = defineQuery(getTimeSheet, {
  permission: 'time_sheet.read',
  run: async (ctx, input) => {
    const found = input.id ? await ctx.db.get(timesheets, input.id) : undefined;
    const worker = await readWorker(ctx, found?.userId ?? input.userId ?? ownId(ctx));
    const { seen } = await ctx.db.one<{ seen: boolean }>(
      sql`select ${sheetIsVisible(ctx, sql`${worker.id}::uuid`)} as seen`,
    );
    if (!seen) throw notFound(input.id ? 'time sheet' : 'user');
    const today = localDate(await ctx.time(), worker.zone);
    const { periodId, startsOn, endsOn } = await findPeriod(ctx, found, input.date ?? today);
    const sheet = found ?? (periodId ? await ctx.db.find(timesheets, { userId: worker.id, periodId }) : undefined);
    return { today, startsOn, endsOn, ...(await sheetCard(ctx, worker, { startsOn, endsOn, sheet })) };
  },
});

async function findPeriod(ctx: ReadCtx, sheet: Sheet | undefined, date: LocalDate) {
  const period = sheet
    ? await ctx.db.get(timePeriods, sheet.periodId)
    : await ctx.db.maybe<{ id: string; startsOn: LocalDate; endsOn: LocalDate }>(
        sql`select id, starts_on, ends_on from time_periods where tenant_id = ${ctx.tenant} and starts_on <= ${date} and ends_on > ${date}`,
      );
  if (period) return { periodId: period.id, startsOn: period.startsOn, endsOn: period.endsOn };
  const { start, end } = periodOf((await ctx.setting(periodSetting)).rule, date);
  return { periodId: null, startsOn: start, endsOn: end };
}

interface Shown {
  startsOn: LocalDate;
  endsOn: LocalDate;
  sheet: Sheet | undefined;
}

async function sheetCard(ctx: ReadCtx, worker: Worker, { startsOn, endsOn, sheet }: Shown) {
  const own = sql`from time_entries e where e.tenant_id = ${ctx.tenant} and e.user_id = ${worker.id}
    and e.work_date >= ${startsOn} and e.work_date < ${endsOn}`;
  const [sums, byDay, schedule] = await Promise.all([
    ctx.db.one<SheetSums>(sql`select ${sheetSums} ${own}`),
    ctx.db.rows<{ workDate: LocalDate; minutes: number }>(
      sql`select e.work_date, sum(e.minutes)::int as minutes ${own} group by e.work_date`,
    ),
    readSchedule(ctx, worker.id),
  ]);
  const days = daysOf(startsOn, endsOn).map((date) => ({
    date,
    capacityMinutes: capacityOn(schedule, date),
    minutes: byDay.find(({ workDate }) => workDate === date)?.minutes ?? 0,
  }));
  const capacityMinutes = days.reduce((sum, day) => sum + day.capacityMinutes, 0);
  return {
    person: { id: worker.id, name: worker.name },
    id: sheet?.id ?? null,
    state: sheet?.state ?? ('draft' as const),
    ...{ entries: sums.entries, minutes: sums.minutes, billableMinutes: sums.billableMinutes },
    ...{ capacityMinutes, days, flags: sheetFlags(sums, capacityMinutes) },
    openedAt: sheet?.openedAt ?? null,
    approvedAt: sheet?.approvedAt ?? null,
    openedBy: await nameOf(ctx, sheet?.openedBy ?? null),
    approvedBy: await nameOf(ctx, sheet?.approvedBy ?? null),
    comments: sheet ? await readComments(ctx, sheet.id) : [],
    abilities: await abilitiesFor(ctx, worker, sheet, sums.entries),
  };
}

async function nameOf(ctx: ReadCtx, id: string | null): Promise<{ id: string; name: string } | null> {
  if (!id) return null;
  const row = await ctx.db.maybe<{ id: string; name: string }>(
    sql`select id, name from users where tenant_id = ${ctx.tenant} and id = ${id}`,
  );
  return row ?? null;
}

async function readComments(ctx: ReadCtx, sheetId: string): Promise<TimeSheetCard['comments']> {
  const rows = await ctx.db.rows<{
    id: string;
    userId: string | null;
    name: string | null;
    kind: TimeSheetCard['comments'][number]['kind'];
    body: string;
    createdAt: Date;
  }>(
    sql`select c.id, c.user_id, u.name, c.kind, c.body, c.created_at from timesheet_comments c
        left join users u on u.tenant_id = c.tenant_id and u.id = c.user_id
        where c.tenant_id = ${ctx.tenant} and c.timesheet_id = ${sheetId} order by c.id limit 200`,
  );
  return rows.map(({ id, userId, name, kind, body, createdAt }) => ({
    ...{ id, kind, body, at: createdAt },
    person: userId && name !== null ? { id: userId, name } : null,
  }));
}

async function abilitiesFor(ctx: ReadCtx, worker: Worker, sheet: Sheet | undefined, entries: number) {
  const abilities: TimeSheetCard['abilities'] = [];
  const state = sheet?.state ?? 'draft';
  const isOpen = state === 'draft' || state === 'changes_requested';
  const isOwner = worker.id === ctx.actor.id || ctx.can('time_sheet.act_for_others');
  if (isOpen && ctx.can('time_entry.create') && (await mayWriteFor(ctx, worker.id))) abilities.push('log');
  if (isOwner && isOpen && ctx.can('time_sheet.submit')) abilities.push('submit');
  if (isOwner && state === 'submitted' && !sheet?.openedAt && ctx.can('time_sheet.submit')) abilities.push('recall');
  if (sheet && isOwner && state === 'draft' && entries === 0 && ctx.can('time_sheet.submit')) abilities.push('delete');
  if (sheet) abilities.push('comment');
  if (!sheet || !(await isForReviewer(ctx, worker.id))) return abilities;
  const isAlone = (await staffIds(ctx)).every((id) => id === ctx.actor.id);
  const mayApprove = ctx.can('time_sheet.approve') && (worker.id !== ctx.actor.id || isAlone);
  if (mayApprove && state === 'submitted') abilities.push('approve', 'request_changes');
  if (state === 'approved' && ctx.can('time_sheet.reverse')) abilities.push('reverse');
  return abilities;
}
