import { defineAction } from '@kelp/kernel';
import { orderActivityGroups } from '../contract';
import { lockGroup } from '../lock-group';
import { ownId } from '../own-list';
import { readGroups } from '../read-work';
import { activityGroups } from '../tables';

/** All groups in this order; those that are not named follow as they were. */
export const orderActivityGroupsAction = defineAction(orderActivityGroups, {
  permission: 'activity.read',
  run: async (ctx, { groups }) => {
    const userId = ownId(ctx);
    const present = (await readGroups(ctx, userId)).map(({ key }) => key);
    const order = [...new Set([...groups, ...present])];
    // locked in one order by every tab
    const rows = new Map<string, string>();
    for (const key of [...order].sort()) rows.set(key, (await lockGroup(ctx, userId, key)).id);
    for (const [position, key] of order.entries())
      await ctx.db.update(activityGroups, rows.get(key) ?? '', { position });
    ctx.touch('activity');
    return { groups: order };
  },
});
