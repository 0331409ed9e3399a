import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { commentTimeSheet } from '../contract';
import { isManaged, note } from '../sheets';
import { timesheets } from '../tables/timesheets';

/** Says something about a sheet: its person, and whoever may see it. */
export const commentTimeSheetAction = defineAction(commentTimeSheet, {
  permission: 'time_sheet.read',
  run: async (ctx, { id, body }) => {
    const { userId } = await ctx.db.get(timesheets, id);
    const isSeen =
      userId === ctx.actor.id ||
      ctx.can('time_sheet.read_all') ||
      (ctx.can('time_sheet.read_team') && (await isManaged(ctx, userId)));
    if (!isSeen) throw notFound('time sheet');
    await note(ctx, id, 'comment', body.trim());
    return { id };
  },
});
