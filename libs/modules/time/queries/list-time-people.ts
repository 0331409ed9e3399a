import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { listTimePeople } from '../contract';
import { isDelegatedTo } from '../delegates';
import { usualSchedule } from '../domain/work-schedule';
import { readOwnSchedules } from '../read-schedules';

const most = 500;

/** For whom the caller may write time: nobody but themselves, their people, or everybody. */
export const listTimePeopleQuery = defineQuery(listTimePeople, {
  permission: 'time_entry.create',
  run: async (ctx) => {
    const people = await ctx.db.rows<{ id: string; name: string; zone: string | null }>(
      sql`select u.id, u.name, u.zone from users u where u.tenant_id = ${ctx.tenant} and u.type = 'internal' and u.is_active
            and u.id is distinct from ${ctx.actor.id}::uuid and ${isDelegatedTo(ctx, sql`u.id`)} order by lower(u.name), u.id limit ${most}`,
    );
    const [own, { zone }] = await Promise.all([
      readOwnSchedules(
        ctx,
        people.map(({ id }) => id),
      ),
      readTenant(ctx),
    ]);
    const rows = people.map((person) => ({
      ...person,
      zone: person.zone ?? zone,
      week: [...(own.get(person.id) ?? usualSchedule)],
    }));
    return { rows, upTo: await ctx.upTo() };
  },
});
