import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listColleagues } from '../contract';
import { visiblePeople } from '../own-list';

/** Whose lists the caller may see, by name; always their own. */
export const listColleaguesQuery = defineQuery(listColleagues, {
  permission: 'activity.read',
  run: async (ctx) => ({
    people: await ctx.db.rows<{ id: string; name: string }>(
      sql`select u.id, u.name from users u where ${visiblePeople(ctx)} order by lower(u.name), u.id limit 500`,
    ),
  }),
});
