import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deleteActivityGroup } from '../contract';
import { lockGroup } from '../lock-group';
import { ownId } from '../own-list';
import { activityGroups } from '../tables';

export const deleteActivityGroupAction = defineAction(deleteActivityGroup, {
  permission: 'activity.read',
  run: async (ctx, { id }) => {
    const group = await lockGroup(ctx, ownId(ctx), id);
    await ctx.db.rows(
      sql`delete from activity_group_items where tenant_id = ${ctx.tenant} and user_id = ${group.userId} and group_id = ${id}`,
    );
    await ctx.db.remove(activityGroups, id);
    ctx.touch('activity');
    return { id };
  },
});
