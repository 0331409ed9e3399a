import { defineAction } from '@kelp/kernel';
import { addDays, localDate, refused } from '@kelp/std';
import { submitTimeSheet } from '../contract';
import { requireHandingIn } from '../delegates';
import { timesheetSubmitted } from '../events';
import { about } from '../settle-sheets';
import { assertSheetState, ensureSheet, lockEntriesOf, note } from '../sheets';
import { submitEach } from '../submit-each';
import { timesheets } from '../tables/timesheets';
import { findWorker } from '../worker';

/** Hands in the time of a period: one's own, or somebody's by who may act for others. What is a draft in it is handed in with it. */
export const submitTimeSheetAction = defineAction(submitTimeSheet, {
  permission: 'time_sheet.submit',
  run: async (ctx, { userId, date, comment }) => {
    requireHandingIn(ctx, userId);
    const worker = await findWorker(ctx, userId);
    if (date > addDays(localDate(ctx.now(), worker.zone), 62))
      throw refused('time_sheet.future', 'This period is far ahead. Hand it in when the work is done.');
    const sheet = await ensureSheet(ctx, worker.id, date);
    assertSheetState(sheet, ['draft', 'changes_requested'], 'It needs no handing in.');
    const entries = await lockEntriesOf(ctx, sheet);
    const open = entries.filter(({ state }) => state === 'draft' || state === 'changes_requested');
    await submitEach(ctx, open);
    const handedIn = { submittedAt: ctx.now(), submittedBy: ctx.actor.id, openedAt: null, openedBy: null } as const;
    await ctx.db.update(timesheets, sheet.id, { state: 'submitted', ...handedIn });
    await note(ctx, sheet.id, 'submitted', comment?.trim() ?? '');
    const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0);
    ctx.emit(timesheetSubmitted, sheet.id, { ...about(sheet), minutes });
    return { id: sheet.id, state: 'submitted' as const, entries: entries.length, minutes };
  },
});
