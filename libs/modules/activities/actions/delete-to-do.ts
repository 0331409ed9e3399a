import { defineAction } from '@kelp/kernel';
import { stale } from '@kelp/std';
import { deleteToDo } from '../contract';
import { forgetItem } from '../forget-item';
import { lockToDo } from '../own-to-do';
import { adHocItems } from '../tables';

/** Takes a to-do away for good. */
export const deleteToDoAction = defineAction(deleteToDo, {
  permission: 'activity.read',
  run: async (ctx, { id, version }) => {
    const toDo = await lockToDo(ctx, id);
    if (toDo.version !== version) throw stale(adHocItems.noun, []);
    await forgetItem(ctx, toDo.userId, { kind: 'to_do', id });
    await ctx.db.remove(adHocItems, id);
    ctx.touch('activity');
    return { id };
  },
});
