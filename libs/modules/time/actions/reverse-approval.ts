import { defineAction } from '@kelp/kernel';
import { reverseTimeApproval } from '../contract';
import { assertState, assertUnlocked, decideEach, lockEntriesToApprove } from '../decide';
import { timeEntryApprovalReversed } from '../events';
import { settleSheets } from '../settle-sheets';
import { timeEntries } from '../tables';
import { ownId } from '../worker';
import { aboutEntry } from '../write-entry';

/** Takes an approval back: the time returns to the one who worked as changes requested. Refused once an invoice holds it. */
export const reverseTimeApprovalAction = defineAction(reverseTimeApproval, {
  permission: 'time_sheet.reverse',
  run: async (ctx, { reason, ...chosen }) => {
    const changesRequestedBy = ownId(ctx);
    const entries = await lockEntriesToApprove(ctx, chosen);
    const decided = await decideEach(entries, async (entry) => {
      assertState(entry, ['approved'], 'There is no approval to take back.');
      await assertUnlocked(ctx, entry);
      const back = {
        state: 'changes_requested',
        changeReason: reason,
        changesRequestedBy,
        approvedBy: null,
        approvedAt: null,
      } as const;
      const after = await ctx.db.update(timeEntries, entry.id, back);
      ctx.emit(timeEntryApprovalReversed, entry.id, aboutEntry(after));
    });
    await settleSheets(ctx, entries);
    return decided;
  },
});
