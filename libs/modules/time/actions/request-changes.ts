import { defineAction } from '@kelp/kernel';
import { requestTimeChanges } from '../contract';
import { assertState, decideEach, lockEntriesToApprove } from '../decide';
import { timeEntryChangesRequested } from '../events';
import { settleSheets } from '../settle-sheets';
import { timeEntries } from '../tables';
import { ownId } from '../worker';
import { aboutEntry } from '../write-entry';

/** Sends submitted time back to the one who worked, with what is to change. */
export const requestTimeChangesAction = defineAction(requestTimeChanges, {
  permission: 'time_sheet.approve',
  run: async (ctx, { reason, ...chosen }) => {
    const requestedBy = ownId(ctx);
    const entries = await lockEntriesToApprove(ctx, chosen);
    const decided = await decideEach(entries, async (entry) => {
      assertState(entry, ['submitted'], 'Only submitted time can be sent back.');
      const back = { state: 'changes_requested', changeReason: reason, changesRequestedBy: requestedBy } as const;
      const after = await ctx.db.update(timeEntries, entry.id, back);
      ctx.emit(timeEntryChangesRequested, entry.id, { ...aboutEntry(after), requestedBy, reason });
    });
    await settleSheets(ctx, entries);
    return decided;
  },
});
