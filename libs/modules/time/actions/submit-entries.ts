import { defineAction } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { submitTime } from '../contract';
import { assertState, decideEach, lockEntries } from '../decide';
import { timeEntrySubmitted } from '../events';
import { timeEntries } from '../tables';
import { aboutEntry } from '../write-entry';

/** Hands in drafts and entries that were sent back: the caller's own, or others' by one who may act for them. */
export const submitTimeAction = defineAction(submitTime, {
  permission: 'time_sheet.submit',
  run: async (ctx, chosen) => {
    const entries = await lockEntries(ctx, chosen);
    const isForeign = entries.some((entry) => entry.userId !== ctx.actor.id);
    if (isForeign && !ctx.can('time_sheet.act_for_others')) throw notFound('time entry');
    return decideEach(entries, async (entry) => {
      assertState(entry, ['draft', 'changes_requested'], 'It needs no submitting.');
      const handedIn = { state: 'submitted', submittedAt: ctx.now(), changeReason: null } as const;
      const after = await ctx.db.update(timeEntries, entry.id, handedIn);
      ctx.emit(timeEntrySubmitted, entry.id, aboutEntry(after));
    });
  },
});
