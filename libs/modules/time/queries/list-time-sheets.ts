import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, daysBetween, localDate, type LocalDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { listTimePeriods, missingSheets, sheetsForApproval } from '../contract';
import { readOwnSchedules } from '../read-schedules';
import { periodSetting } from '../settings';
import type { Sheet } from '../sheets';
import { isForCallerOf } from './for-approval';
import { capacityOf, sheetFlags, sheetIsVisible, sheetSums, type SheetSums } from './sheet-rows';

interface SheetRow extends SheetSums {
  id: string;
  userId: string;
  name: string;
  state: Sheet['state'];
  startsOn: LocalDate;
  endsOn: LocalDate;
  submittedAt: Date | null;
}

const mostShown = 200;

const shown = ({
  userId,
  name,
  startsOn,
  endsOn,
  state,
  entries,
  minutes,
  billableMinutes,
}: Omit<SheetRow, 'id' | 'submittedAt'>) => ({
  ...{ person: { id: userId, name }, startsOn, endsOn, state, entries, minutes, billableMinutes },
});

/** The sheets that wait for this caller: of their people, or of everybody. Never their own, unless they are alone. */
export const sheetsForApprovalQuery = defineQuery(sheetsForApproval, {
  permission: 'time_sheet.approve',
  run: async (ctx) => {
    const rows = await ctx.db.rows<SheetRow>(
      sql`select h.id, h.user_id, u.name, h.state, p.starts_on, p.ends_on, h.submitted_at, ${sheetSums}
          from timesheets h join time_periods p on p.tenant_id = h.tenant_id and p.id = h.period_id
          join users u on u.tenant_id = h.tenant_id and u.id = h.user_id
          left join time_entries e on e.tenant_id = h.tenant_id and e.user_id = h.user_id and e.work_date >= p.starts_on and e.work_date < p.ends_on
          where h.tenant_id = ${ctx.tenant} and h.state = 'submitted' and ${await isForCallerOf(ctx, sql`h.user_id`)}
          group by h.id, h.user_id, u.name, h.state, p.starts_on, p.ends_on, h.submitted_at
          order by h.submitted_at, h.id limit ${mostShown}`,
    );
    const schedules = await readOwnSchedules(
      ctx,
      rows.map(({ userId }) => userId),
    );
    return {
      rows: rows.map((row) => {
        const capacityMinutes = capacityOf(schedules.get(row.userId), row.startsOn, row.endsOn);
        const flags = sheetFlags(row, capacityMinutes);
        return { ...shown(row), id: row.id, submittedAt: row.submittedAt, capacityMinutes, flags };
      }),
      upTo: await ctx.upTo(),
    };
  },
});

/** Who has not handed in a period that is over, latest period first. People who logged nothing in the last 60 days are not asked for it. */
export const missingSheetsQuery = defineQuery(missingSheets, {
  permission: 'time_sheet.approve',
  run: async (ctx, { periods }) => {
    const today = localDate(await ctx.time(), (await readTenant(ctx)).zone);
    const rows = await ctx.db.rows<Omit<SheetRow, 'id' | 'submittedAt'>>(
      sql`select u.id as user_id, u.name, coalesce(s.state, 'draft') as state, p.starts_on, p.ends_on, ${sheetSums}
          from (select * from time_periods where tenant_id = ${ctx.tenant} and ends_on <= ${today} order by ends_on desc limit ${periods}) p
          join users u on u.tenant_id = p.tenant_id and u.type = 'internal' and u.is_active
          left join timesheets s on s.tenant_id = u.tenant_id and s.user_id = u.id and s.period_id = p.id
          left join time_entries e on e.tenant_id = u.tenant_id and e.user_id = u.id and e.work_date >= p.starts_on and e.work_date < p.ends_on
          where u.tenant_id = ${ctx.tenant} and coalesce(s.state, 'draft') in ('draft', 'changes_requested')
            and ${sheetIsVisible(ctx, sql`u.id`)}
            and exists (select 1 from time_entries a where a.tenant_id = u.tenant_id and a.user_id = u.id and a.work_date >= ${addDays(today, -60)})
          group by u.id, u.name, u.created_at, s.state, p.starts_on, p.ends_on
          having count(e.id) > 0 or u.created_at < (p.ends_on + 1)::timestamptz
          order by p.ends_on desc, lower(u.name), u.id limit ${mostShown}`,
    );
    const schedules = await readOwnSchedules(
      ctx,
      rows.map(({ userId }) => userId),
    );
    return {
      rows: rows.map((row) => ({
        ...shown(row),
        capacityMinutes: capacityOf(schedules.get(row.userId), row.startsOn, row.endsOn),
        daysLate: daysBetween(row.endsOn, today) + 1,
      })),
      upTo: await ctx.upTo(),
    };
  },
});

/** How periods are cut, and those there are. */
export const listTimePeriodsQuery = defineQuery(listTimePeriods, {
  permission: 'time_period.read',
  run: async (ctx) => {
    const rows = await ctx.db.rows<{ id: string; startsOn: LocalDate; endsOn: LocalDate; sheetCount: number }>(
      sql`select p.id, p.starts_on, p.ends_on, (select count(*)::int from timesheets s where s.tenant_id = p.tenant_id and s.period_id = p.id) as sheet_count
          from time_periods p where p.tenant_id = ${ctx.tenant} order by p.starts_on desc limit 60`,
    );
    return { ...(await ctx.setting(periodSetting)), rows, upTo: await ctx.upTo() };
  },
});
