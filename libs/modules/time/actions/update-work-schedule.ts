import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { updateWorkSchedule } from '../contract';
import { userWorkSchedules } from '../tables/timers';
import { readWorker } from '../worker';
import { lockPerson } from '../lock-person';

/** Sets the working week of an internal person; null gives back the usual hours. */
export const updateWorkScheduleAction = defineAction(updateWorkSchedule, {
  permission: 'work_schedule.update',
  run: async (ctx, { userId, week }) => {
    await readWorker(ctx, userId);
    await lockPerson(ctx, userId);
    await ctx.db.rows(sql`delete from user_work_schedules where tenant_id = ${ctx.tenant} and user_id = ${userId}`);
    await ctx.db.insertMany(
      userWorkSchedules,
      (week ?? []).map((day, weekday) => ({
        userId,
        weekday,
        startMinute: day?.startMinute ?? null,
        endMinute: day?.endMinute ?? null,
        breakMinutes: day?.breakMinutes ?? 0,
      })),
    );
    ctx.touch('work_schedule');
    return { userId };
  },
});
