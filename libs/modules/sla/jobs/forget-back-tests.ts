import { defineJob, defineSchedule, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

const keptMs = 7 * 24 * 3_600_000;

/** Deletes back-tests that were asked for more than seven days ago. */
export const forgetBackTests = defineJob({
  name: 'sla.forget_back_tests',
  queue: 'sla',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: async (ctx) => {
    await ctx.db.rows(
      sql`delete from sla_back_tests where tenant_id = ${ctx.tenant} and created_at < ${new Date(ctx.now().getTime() - keptMs)}`,
    );
  },
});

export const forgetBackTestsNightly = defineSchedule('sla.forget-back-tests', '50 3 * * *', 'UTC', forgetBackTests);
