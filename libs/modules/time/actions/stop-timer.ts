import { defineAction } from '@kelp/kernel';
import { stopTimer } from '../contract';
import { draftOf, lockOwnTimer, nowAfter, stopInto } from '../running-timer';
import { findWorker } from '../worker';

/** Stops the caller's timer into a time entry that ends now, or when they say. */
export const stopTimerAction = defineAction(stopTimer, {
  permission: 'time_entry.create',
  run: async (ctx, { id, endedAt: told, serviceId, ...rest }) => {
    if (rest.submit) ctx.require('time_sheet.submit');
    const worker = await findWorker(ctx, undefined);
    const timer = await lockOwnTimer(ctx, worker.id, id);
    const endedAt = told ?? nowAfter(ctx, timer);
    const done = await stopInto(ctx, timer, worker, { ...rest, ...(serviceId ? { serviceId } : {}), endedAt });
    return { ...(await draftOf(ctx, done)), warnings: done.warnings };
  },
});
