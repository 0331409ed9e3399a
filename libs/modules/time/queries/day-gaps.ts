import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, localDate, startOfLocalDay } from '@kelp/std';
import { dayGaps } from '../contract';
import { gapsIn, lastWorkDay } from '../domain/day-gaps';
import type { WorkSpan } from '../domain/work-span';
import { capacityOn, spanOfWork } from '../domain/work-schedule';
import { readSchedule } from '../read-schedules';
import { findWorker } from '../worker';

/** What of the caller's last working day, or of another date, is not logged. */
export const dayGapsQuery = defineQuery(dayGaps, {
  permission: 'time_entry.create',
  run: async (ctx, { date: wished }) => {
    const worker = await findWorker(ctx, undefined);
    const schedule = await readSchedule(ctx, worker.id);
    const date = wished ?? lastWorkDay(schedule, localDate(await ctx.time(), worker.zone));
    const nothing = { date: null, capacityMinutes: 0, loggedMinutes: 0, gaps: [] };
    if (!date) return nothing;
    const [dayStart, dayEnd] = [startOfLocalDay(date, worker.zone), startOfLocalDay(addDays(date, 1), worker.zone)];
    const entries = await ctx.db.rows<WorkSpan & { workDate: string; minutes: number }>(
      sql`select started_at as start_at, ended_at as end_at, work_date, minutes from time_entries
          where tenant_id = ${ctx.tenant} and user_id = ${worker.id} and started_at < ${dayEnd} and ended_at > ${dayStart}
            and started_at > ${dayStart}::timestamptz - interval '1 day' order by started_at`,
    );
    const logged = entries.filter(({ workDate }) => workDate === date).reduce((sum, { minutes }) => sum + minutes, 0);
    const span = spanOfWork(schedule, date, worker.zone);
    return {
      date,
      capacityMinutes: capacityOn(schedule, date),
      loggedMinutes: logged,
      gaps: span ? gapsIn(span, entries) : [],
    };
  },
});
