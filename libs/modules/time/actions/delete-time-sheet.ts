import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { deleteTimeSheet } from '../contract';
import { assertSheetState, lockEntriesOf, lockSheet } from '../sheets';
import { timesheets } from '../tables/timesheets';

/** Removes a sheet that holds nothing and was never handed in, with what was said about it. */
export const deleteTimeSheetAction = defineAction(deleteTimeSheet, {
  permission: 'time_sheet.submit',
  run: async (ctx, { id }) => {
    const sheet = await lockSheet(ctx, id, false);
    assertSheetState(sheet, ['draft'], 'Only an empty draft can be deleted.');
    if ((await lockEntriesOf(ctx, sheet)).length > 0)
      throw refused('time_sheet.not_empty', 'There is time in this sheet. Delete or move the entries first.');
    await ctx.db.rows(sql`delete from timesheet_comments where tenant_id = ${ctx.tenant} and timesheet_id = ${id}`);
    await ctx.db.remove(timesheets, id);
    ctx.touch('time_sheet');
    return { id };
  },
});
