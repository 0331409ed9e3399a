import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { createActivityGroup } from '../contract';
import { ownId } from '../own-list';
import { firstOwnPosition } from '../read-work';
import { activityGroups } from '../tables';

const most = 50;

/** A private group below the person's other own ones. */
export const createActivityGroupAction = defineAction(createActivityGroup, {
  permission: 'activity.read',
  run: async (ctx, { name }) => {
    const userId = ownId(ctx);
    const { count, last } = await ctx.db.one<{ count: number; last: number | null }>(
      sql`select count(*)::int as count, max(position) as last from activity_groups
          where tenant_id = ${ctx.tenant} and user_id = ${userId} and shipped_key is null`,
    );
    if (count >= most) throw refused('activity_group.too_many', `You have ${most} groups. Delete one of them first.`);
    const group = await ctx.db.insert(activityGroups, { userId, name, position: (last ?? firstOwnPosition) + 1 });
    ctx.touch('activity');
    return { id: group.id, name };
  },
});
