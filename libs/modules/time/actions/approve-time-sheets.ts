import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, isAppError, type AppError } from '@kelp/std';
import { approveEach } from '../approve-each';
import { approveTimeSheets } from '../contract';
import { approvalRefusal } from '../domain/approval-rule';
import { markApproved } from '../settle-sheets';
import { assertSheetState, lockEntriesOf, lockSheet } from '../sheets';
import { ownId, staffIds } from '../worker';

/** Approves sheets that wait, each with all its time or not at all. Nobody approves their own, unless they are alone. */
export const approveTimeSheetsAction = defineAction(approveTimeSheets, {
  permission: 'time_sheet.approve',
  run: async (ctx, { id, ids }) => {
    const wanted = [...new Set(id ? [id, ...ids] : ids)].sort();
    if (wanted.length === 0) throw invalid('Choose at least one sheet.', { ids: 'Choose at least one sheet.' });
    const done: string[] = [];
    const skipped: { id: string; reason: string }[] = [];
    let first: AppError | undefined;
    for (const sheetId of wanted) {
      const refusal = await approveSheet(ctx, sheetId);
      if (!refusal) done.push(sheetId);
      else {
        first ??= refusal;
        skipped.push({ id: sheetId, reason: refusal.message });
      }
    }
    if (first && done.length === 0) throw first;
    return { done, skipped };
  },
});

/** What speaks against it, before anything was written; null when it is approved. */
async function approveSheet(ctx: Ctx, sheetId: string): Promise<AppError | null> {
  const sheet = await lockSheet(ctx, sheetId, true);
  const refusal = approvalRefusal({ approverId: ownId(ctx), workerId: sheet.userId, staffIds: await staffIds(ctx) });
  if (refusal) return refusal;
  try {
    assertSheetState(sheet, ['submitted'], 'Only a sheet that is handed in can be approved.');
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  const waiting = (await lockEntriesOf(ctx, sheet)).filter(({ state }) => state !== 'approved');
  const { skipped } = await approveEach(ctx, waiting);
  if (skipped[0]) throw new Error(`An entry of a sheet that waits could not be approved: ${skipped[0].reason}`);
  await markApproved(ctx, sheet);
  return null;
}
