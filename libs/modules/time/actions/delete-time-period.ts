import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { deleteTimePeriod } from '../contract';
import { timePeriods, timesheets } from '../tables/timesheets';

/** Removes a period that nobody has a sheet for, so that another rule may cut those days anew. */
export const deleteTimePeriodAction = defineAction(deleteTimePeriod, {
  permission: 'time_period.delete',
  run: async (ctx, { id }) => {
    await ctx.db.lock(timePeriods, id);
    if (await ctx.db.find(timesheets, { periodId: id }))
      throw refused('time_period.has_sheets', 'There are time sheets for this period. It stays.');
    await ctx.db.remove(timePeriods, id);
    ctx.touch('time_period');
    return { id };
  },
});
