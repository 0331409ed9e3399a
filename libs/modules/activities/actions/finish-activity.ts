import { defineAction } from '@kelp/kernel';
import { notFound, refused } from '@kelp/std';
import { finishActivity } from '../contract';
import { ownId } from '../own-list';
import { lockToDo } from '../own-to-do';
import { putOff } from '../put-off';
import { findItem } from '../read-work';
import { adHocItems } from '../tables';

/** Done with it. What is finished twice is finished. Throws refused for what has to be finished where it lives. */
export const finishActivityAction = defineAction(finishActivity, {
  permission: 'activity.read',
  run: async (ctx, { kind, id }) => {
    const userId = ownId(ctx);
    ctx.touch('activity');
    if (kind === 'to_do') {
      const toDo = await lockToDo(ctx, id);
      if (!toDo.doneAt) await ctx.db.update(adHocItems, id, { doneAt: ctx.now() });
      return { kind, id };
    }
    const item = await findItem(ctx, userId, { kind, id });
    if (!item) throw notFound('item of your list');
    if (!item.acts.includes('finish'))
      throw refused('activity.not_here', 'This is finished where it lives: open it, and close it there.');
    await putOff(ctx, userId, { kind, id }, null);
    return { kind, id };
  },
});
