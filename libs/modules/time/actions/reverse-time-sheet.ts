import { defineAction } from '@kelp/kernel';
import { reverseTimeSheet } from '../contract';
import { assertUnlocked } from '../decide';
import { timeEntryApprovalReversed } from '../events';
import { sendBack } from '../settle-sheets';
import { assertSheetState, lockEntriesOf, lockSheet } from '../sheets';
import { timeEntries } from '../tables';
import { ownId } from '../worker';
import { aboutEntry } from '../write-entry';

/** Takes the approval of a sheet back, with all its time or, once an invoice holds any of it, not at all. */
export const reverseTimeSheetAction = defineAction(reverseTimeSheet, {
  permission: 'time_sheet.reverse',
  run: async (ctx, { id, reason }) => {
    const changesRequestedBy = ownId(ctx);
    const sheet = await lockSheet(ctx, id, true);
    assertSheetState(sheet, ['approved'], 'There is no approval to take back.');
    const approved = (await lockEntriesOf(ctx, sheet)).filter(({ state }) => state === 'approved');
    for (const entry of approved) await assertUnlocked(ctx, entry);
    for (const entry of approved) {
      const after = await ctx.db.update(timeEntries, entry.id, {
        ...{ state: 'changes_requested', changeReason: reason, changesRequestedBy },
        ...{ approvedBy: null, approvedAt: null },
      });
      ctx.emit(timeEntryApprovalReversed, entry.id, aboutEntry(after));
    }
    await sendBack(ctx, sheet, reason);
    return { id, state: 'changes_requested' as const };
  },
});
