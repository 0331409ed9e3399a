import { subscribeBatch, type Ctx } from '@kelp/kernel';
import { timeEntryCreated, timeEntryUpdated } from '@kelp/time';
import { watchBudgets } from './write/watch-budgets';

const watch = (ctx: Ctx, events: readonly { payload: { clientId: string | null } }[]): Promise<void> =>
  watchBudgets(ctx, [...new Set(events.flatMap(({ payload }) => payload.clientId ?? []))]);

/** Work on a project may reach a level of its budget. */
export const onTimeWatchBudgets = [
  subscribeBatch(timeEntryCreated, 'on-time-entry-created-watch-budgets', watch),
  subscribeBatch(timeEntryUpdated, 'on-time-entry-updated-watch-budgets', watch),
];
