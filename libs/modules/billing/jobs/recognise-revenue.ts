import { defineJob, defineSchedule, z } from '@kelp/kernel';
import { monthOf } from '../domain/earned-revenue';
import { today } from '../load/today';
import { recognise } from '../write/revenue-schedules';

/** Books what was earned up to the first of this month. Most nights there is nothing; a night that was missed is made up for. */
export const recogniseRevenue = defineJob({
  name: 'billing.recognise_revenue',
  queue: 'billing',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: async (ctx) => {
    await recognise(ctx, monthOf(await today(ctx)));
  },
});

export const recogniseRevenueEveryNight = defineSchedule(
  'billing.recognise_revenue',
  '15 3 * * *',
  'UTC',
  recogniseRevenue,
);
