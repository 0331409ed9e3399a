import { defineJob, defineSchedule, z } from '@kelp/kernel';
import { localDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { periodsAhead } from '../actions/set-period-rule';
import { remindLate } from '../remind-late';
import { writePeriods } from '../sheets';

/** Every morning: the periods of the weeks ahead are there, and who is late with a sheet is told once. */
export const writeTimePeriodsJob = defineJob({
  name: 'time.write_periods',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: async (ctx) => {
    const { zone } = await readTenant(ctx);
    const today = localDate(ctx.now(), zone);
    await writePeriods(ctx, today, periodsAhead);
    await remindLate(ctx, today);
  },
});

export const timePeriodsSchedule = defineSchedule('time.periods', '20 6 * * *', 'UTC', writeTimePeriodsJob);
