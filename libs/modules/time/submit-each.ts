import type { Ctx } from '@kelp/kernel';
import { assertState, decideEach, type Decided } from './decide';
import { timeEntrySubmitted } from './events';
import { timeEntries } from './tables';
import { aboutEntry, type TimeEntry } from './write-entry';

/** Hands in drafts and entries that were sent back, each with its event. */
export const submitEach = (ctx: Ctx, entries: readonly TimeEntry[]): Promise<Decided> =>
  decideEach(entries, async (entry) => {
    assertState(entry, ['draft', 'changes_requested'], 'It needs no submitting.');
    const handedIn = { state: 'submitted', submittedAt: ctx.now(), changeReason: null } as const;
    const after = await ctx.db.update(timeEntries, entry.id, handedIn);
    ctx.emit(timeEntrySubmitted, entry.id, aboutEntry(after));
  });
