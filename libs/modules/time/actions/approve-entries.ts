import { defineAction } from '@kelp/kernel';
import { approveEach } from '../approve-each';
import { approveTime } from '../contract';
import { lockEntriesToApprove } from '../decide';
import { settleSheets } from '../settle-sheets';

/** Approves submitted time of the caller's people. A sheet of which nothing waits any more is approved with it. */
export const approveTimeAction = defineAction(approveTime, {
  permission: 'time_sheet.approve',
  run: async (ctx, chosen) => {
    const entries = await lockEntriesToApprove(ctx, chosen);
    const decided = await approveEach(ctx, entries);
    await settleSheets(ctx, entries);
    return decided;
  },
});
