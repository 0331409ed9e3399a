import { defineAction } from '@kelp/kernel';
import { discardTimer } from '../contract';
import { lockOwnTimer } from '../running-timer';
import { timers } from '../tables/timers';
import { ownId } from '../worker';

/** Throws the running time away; the audit trail keeps that it ran. */
export const discardTimerAction = defineAction(discardTimer, {
  permission: 'time_entry.create',
  run: async (ctx, { id }) => {
    const timer = await lockOwnTimer(ctx, ownId(ctx), id);
    await ctx.db.remove(timers, timer.id);
    ctx.touch('timer');
    return { id };
  },
});
