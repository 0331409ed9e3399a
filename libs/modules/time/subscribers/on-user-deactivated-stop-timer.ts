import { userDeactivated } from '@kelp/identity';
import { subscribe } from '@kelp/kernel';
import { workServices } from '../choose-service';
import { endOfForgotten } from '../domain/work-schedule';
import { readSchedule } from '../read-schedules';
import { lockPerson } from '../lock-person';
import { stopInto } from '../running-timer';
import { timers } from '../tables/timers';
import { readWorker } from '../worker';

/** Who loses their access cannot stop their timer any more: what ran is kept as a draft. */
export const onUserDeactivatedStopTimer = subscribe(userDeactivated, 'time.stop-timer', async (ctx, { payload }) => {
  await lockPerson(ctx, payload.userId);
  const timer = await ctx.db.find(timers, { userId: payload.userId });
  if (!timer) return;
  const worker = await readWorker(ctx, payload.userId);
  // Active again before this came to be handled.
  if (worker.isActive) return;
  const schedule = await readSchedule(ctx, worker.id);
  const endedAt = endOfForgotten(timer.startedAt, ctx.now(), schedule, worker.zone) ?? ctx.now();
  const hasService = (await workServices(ctx)).length > 0;
  // without any service to put it on, or without any length, there is nothing to keep
  if (!hasService || endedAt <= timer.startedAt) await ctx.db.remove(timers, timer.id);
  else await stopInto(ctx, timer, worker, { endedAt, submit: false, isAutomatic: true });
});
