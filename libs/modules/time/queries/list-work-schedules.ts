import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { getMyWorkSchedule, listWorkSchedules } from '../contract';
import { usualSchedule } from '../domain/work-schedule';
import { readOwnSchedules, readSchedule } from '../read-schedules';
import { untrackedBoards } from '../settings';
import { findWorker } from '../worker';

/** The working weeks of the staff, by name. */
export const listWorkSchedulesQuery = defineQuery(listWorkSchedules, {
  permission: 'work_schedule.read',
  run: async (ctx, { userIds }) => {
    const isWanted = userIds ? sql`id = any(${userIds}::uuid[])` : sql`is_active`;
    const people = await ctx.db.rows<{ id: string; name: string; zone: string | null }>(
      sql`select id, name, zone from users where tenant_id = ${ctx.tenant} and type = 'internal' and ${isWanted} order by lower(name), id`,
    );
    const own = await readOwnSchedules(
      ctx,
      people.map(({ id }) => id),
    );
    const { zone } = await readTenant(ctx);
    const rows = people.map((person) => ({
      person: { ...person, zone: person.zone ?? zone },
      week: [...(own.get(person.id) ?? usualSchedule)],
      isUsual: !own.has(person.id),
    }));
    return { rows, upTo: await ctx.upTo() };
  },
});

/** What the browser needs to close what was left open, and where not to look. */
export const myWorkScheduleQuery = defineQuery(getMyWorkSchedule, {
  permission: 'time_entry.create',
  run: async (ctx) => {
    const worker = await findWorker(ctx, undefined);
    return {
      week: [...(await readSchedule(ctx, worker.id))],
      zone: worker.zone,
      untrackedBoardIds: await ctx.setting(untrackedBoards),
    };
  },
});
