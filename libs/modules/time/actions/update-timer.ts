import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { chooseService } from '../choose-service';
import { updateTimer } from '../contract';
import { lockOwnTimer } from '../running-timer';
import { timers } from '../tables/timers';
import { findWorker } from '../worker';

const longestMs = 86_400_000;

/** Changes what the running timer says. Its start may move back, up to a day, when somebody forgot to press it. */
export const updateTimerAction = defineAction(updateTimer, {
  permission: 'time_entry.create',
  run: async (ctx, { id, version, startedAt, serviceId, notes, isBillable }) => {
    const worker = await findWorker(ctx, undefined);
    const timer = await lockOwnTimer(ctx, worker.id, id);
    if (startedAt && startedAt >= ctx.now())
      throw invalid('A timer starts before now.', { startedAt: 'Choose an earlier start.' });
    if (startedAt && ctx.now().getTime() - startedAt.getTime() > longestMs)
      throw invalid('A timer runs for at most 24 hours.', { startedAt: 'Choose a later start.' });
    const service = serviceId ? (await chooseService(ctx, serviceId, null)).id : serviceId;
    const patch = {
      ...(startedAt ? { startedAt } : {}),
      ...(service === undefined ? {} : { serviceId: service }),
      ...(notes === undefined ? {} : { notes: notes.trim() }),
      ...(isBillable === undefined ? {} : { isBillable }),
    };
    const after = await ctx.db.update(timers, timer.id, patch, version);
    ctx.touch('timer');
    return { id, version: after.version };
  },
});
