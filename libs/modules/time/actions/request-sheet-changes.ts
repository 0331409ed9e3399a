import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { requestSheetChanges } from '../contract';
import { timeEntryChangesRequested } from '../events';
import { sendBack } from '../settle-sheets';
import { assertSheetState, lockEntriesOf, lockSheet } from '../sheets';
import { timeEntries } from '../tables';
import { ownId } from '../worker';
import { aboutEntry, type TimeEntry } from '../write-entry';

/** Sends a sheet back: the named entries with the reason, or every one that waits when none is named. The others stay as they are. */
export const requestSheetChangesAction = defineAction(requestSheetChanges, {
  permission: 'time_sheet.approve',
  run: async (ctx, { id, reason, entryIds }) => {
    const sheet = await lockSheet(ctx, id, true);
    assertSheetState(sheet, ['submitted'], 'Only a sheet that is handed in can be sent back.');
    const waiting = (await lockEntriesOf(ctx, sheet)).filter(({ state }) => state === 'submitted');
    const named = waiting.filter((entry) => entryIds.includes(entry.id));
    if (named.length !== new Set(entryIds).size)
      throw invalid('Some of these entries do not wait in this sheet. Look at it again.', {
        entryIds: 'Choose again.',
      });
    for (const entry of entryIds.length > 0 ? named : waiting) await askForChange(ctx, entry, reason);
    await sendBack(ctx, sheet, reason);
    return { id, state: 'changes_requested' as const };
  },
});

async function askForChange(ctx: Ctx, entry: TimeEntry, reason: string): Promise<void> {
  const requestedBy = ownId(ctx);
  const back = { state: 'changes_requested', changeReason: reason, changesRequestedBy: requestedBy } as const;
  const after = await ctx.db.update(timeEntries, entry.id, back);
  ctx.emit(timeEntryChangesRequested, entry.id, { ...aboutEntry(after), requestedBy, reason });
}
