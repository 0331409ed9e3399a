import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { updateActivityGroup } from '../contract';
import { lockGroup } from '../lock-group';
import { ownId } from '../own-list';
import { activityGroups } from '../tables';

/** Renames a group, or keeps it folded or open. */
export const updateActivityGroupAction = defineAction(updateActivityGroup, {
  permission: 'activity.read',
  run: async (ctx, { id, name, isCollapsed }) => {
    const group = await lockGroup(ctx, ownId(ctx), id);
    if (name !== undefined && group.shippedKey)
      throw invalid('This group keeps its name. Make one of your own.', { name: 'Shipped groups keep their names.' });
    await ctx.db.update(activityGroups, group.id, { name, isCollapsed });
    ctx.touch('activity');
    return { key: id };
  },
});
