import { defineAction } from '@kelp/kernel';
import { openTimeSheet } from '../contract';
import { lockSheet } from '../sheets';
import { timesheets } from '../tables/timesheets';

/** A reviewer looks at a sheet that waits: it cannot be recalled any more. Its own person looking changes nothing. */
export const openTimeSheetAction = defineAction(openTimeSheet, {
  permission: 'time_sheet.approve',
  run: async (ctx, { id }) => {
    const sheet = await lockSheet(ctx, id, true);
    const isFirst = sheet.state === 'submitted' && sheet.openedAt === null && sheet.userId !== ctx.actor.id;
    if (isFirst) {
      await ctx.db.update(timesheets, id, { openedAt: ctx.now(), openedBy: ctx.actor.id });
      ctx.touch('time_sheet');
    }
    return { id, state: sheet.state };
  },
});
