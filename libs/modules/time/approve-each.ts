import type { Ctx } from '@kelp/kernel';
import { attribute } from './attribute';
import { assertState, decideEach, type Decided } from './decide';
import { approvalRefusal } from './domain/approval-rule';
import { timeEntryApproved } from './events';
import { timeEntries } from './tables';
import { ownId, staffIds } from './worker';
import { aboutEntry, type TimeEntry } from './write-entry';

/**
 * Approves submitted time. Nobody approves their own, unless the workspace has only one person. The paying line is asked for once more, so that a
 * contract signed since counts; a line that a person chose stays while it fits.
 */
export async function approveEach(ctx: Ctx, entries: readonly TimeEntry[]): Promise<Decided> {
  const approverId = ownId(ctx);
  const staff = await staffIds(ctx);
  return decideEach(entries, async (entry) => {
    assertState(entry, ['submitted'], 'Only submitted time can be approved.');
    const refusal = approvalRefusal({ approverId, workerId: entry.userId, staffIds: staff });
    if (refusal) throw refusal;
    const line = await attribute(ctx, entry, entry.isLineChosen ? entry.contractLineId : null, true);
    const approval = { state: 'approved', approvedBy: approverId, approvedAt: ctx.now(), changeReason: null } as const;
    const after = await ctx.db.update(timeEntries, entry.id, { ...line, ...approval });
    ctx.emit(timeEntryApproved, entry.id, { ...aboutEntry(after), approvedBy: approverId });
  });
}
