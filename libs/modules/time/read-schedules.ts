import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import { usualSchedule, type WorkSchedule } from './domain/work-schedule';

interface DayRow {
  userId: string;
  weekday: number;
  startMinute: number | null;
  endMinute: number | null;
  breakMinutes: number;
}

/** The working weeks of these people; who has none of their own is not among them. */
export async function readOwnSchedules(ctx: ReadCtx, userIds: readonly string[]): Promise<Map<string, WorkSchedule>> {
  const rows = await ctx.db.rows<DayRow>(
    sql`select user_id, weekday, start_minute, end_minute, break_minutes from user_work_schedules
        where tenant_id = ${ctx.tenant} and user_id = any(${userIds}::uuid[]) order by user_id, weekday`,
  );
  const weeks = groupBy(rows, ({ userId }) => userId);
  return new Map([...weeks].map(([userId, days]) => [userId, usualSchedule.map((_, at) => dayOf(days, at))]));
}

function dayOf(days: readonly DayRow[], weekday: number) {
  const day = days.find((one) => one.weekday === weekday);
  if (!day || day.startMinute === null || day.endMinute === null) return null;
  return { startMinute: day.startMinute, endMinute: day.endMinute, breakMinutes: day.breakMinutes };
}

/** The working week of one person: their own, else the usual one. */
export const readSchedule = async (ctx: ReadCtx, userId: string): Promise<WorkSchedule> =>
  (await readOwnSchedules(ctx, [userId])).get(userId) ?? usualSchedule;
