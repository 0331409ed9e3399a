import { defineAction } from '@kelp/kernel';
import { stale } from '@kelp/std';
import { deleteTimeEntry } from '../contract';
import { timeEntryDeleted } from '../events';
import { lockEditable } from '../own-entry';
import { timeEntries } from '../tables';
import { aboutEntry } from '../write-entry';

/** Removes time that is not approved yet; the audit trail keeps what it was. */
export const deleteTimeEntryAction = defineAction(deleteTimeEntry, {
  permission: 'time_entry.delete',
  run: async (ctx, { id, version }) => {
    const entry = await lockEditable(ctx, id, 'time_entry.delete_all');
    if (entry.version !== version) throw stale('time entry', []);
    await ctx.db.remove(timeEntries, id);
    ctx.emit(timeEntryDeleted, id, aboutEntry(entry));
    return { id };
  },
});
