import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { recallTimeSheet } from '../contract';
import { timeEntryUpdated } from '../events';
import { assertSheetState, lockEntriesOf, lockSheet, note } from '../sheets';
import { timeEntries } from '../tables';
import { timesheets } from '../tables/timesheets';
import { aboutEntry } from '../write-entry';

/** Takes back what was handed in, as long as no reviewer has opened it: its waiting time is a draft again. */
export const recallTimeSheetAction = defineAction(recallTimeSheet, {
  permission: 'time_sheet.submit',
  run: async (ctx, { id }) => {
    const sheet = await lockSheet(ctx, id, false);
    assertSheetState(sheet, ['submitted'], 'There is nothing to recall.');
    if (sheet.openedAt)
      throw refused('time_sheet.opened', 'A reviewer has opened this sheet already. Ask them to request changes.');
    for (const entry of await lockEntriesOf(ctx, sheet)) {
      if (entry.state !== 'submitted') continue;
      const after = await ctx.db.update(timeEntries, entry.id, { state: 'draft', submittedAt: null });
      ctx.emit(timeEntryUpdated, entry.id, { ...aboutEntry(after), fields: ['state'] });
    }
    await ctx.db.update(timesheets, id, { state: 'draft', submittedAt: null, submittedBy: null });
    await note(ctx, id, 'recalled');
    return { id, state: 'draft' as const };
  },
});
