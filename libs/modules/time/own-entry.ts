import type { Ctx } from '@kelp/kernel';
import { forbidden, notFound } from '@kelp/std';
import { assertState, assertUnlocked } from './decide';
import { mayWriteFor } from './delegates';
import { assertSheetOpen } from './sheets';
import { timeEntries } from './tables';
import type { TimeEntry } from './write-entry';

/**
 * The entry, locked, for its owner, for whom their time is delegated to, or for one with `permission`. Somebody who may not even see it gets not_found.
 * Refused when its sheet is handed in, when it is approved or when a room above holds it.
 */
export async function lockEditable(ctx: Ctx, id: string, permission: string): Promise<TimeEntry> {
  const { userId, workDate } = await ctx.db.get(timeEntries, id);
  if (!ctx.can(permission) && !(await mayWriteFor(ctx, userId))) {
    throw ctx.can('time_entry.read_all') ? forbidden(permission) : notFound('time entry');
  }
  // before the entry, as whoever decides on the whole sheet does
  await assertSheetOpen(ctx, userId, [workDate]);
  const entry = await ctx.db.lock(timeEntries, id);
  await assertUnlocked(ctx, entry);
  assertState(entry, ['draft', 'submitted', 'changes_requested'], 'Ask for the approval to be taken back first.');
  return entry;
}
