import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { reopenActivity } from '../contract';
import { ownId } from '../own-list';
import { lockToDo } from '../own-to-do';
import { takeBack } from '../put-off';
import { adHocItems } from '../tables';

/** Takes "done" back. A to-do that became a ticket stays done. */
export const reopenActivityAction = defineAction(reopenActivity, {
  permission: 'activity.read',
  run: async (ctx, { kind, id }) => {
    const userId = ownId(ctx);
    if (kind === 'to_do') {
      const toDo = await lockToDo(ctx, id);
      if (toDo.ticketId)
        throw refused('to_do.done', 'This to-do is a ticket already. Open that ticket.', { ticketId: toDo.ticketId });
      await ctx.db.update(adHocItems, id, { doneAt: null });
    } else await takeBack(ctx, userId, { kind, id });
    ctx.touch('activity');
    return { kind, id };
  },
});
