import { defineJob, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { countChunk } from '../back-tests/count-chunk';

/** Works a back-test off in chunks; what is counted is kept with its place, so a job that is given again goes on from there. */
export const runBackTest = defineJob({
  name: 'sla.run_back_test',
  queue: 'sla',
  attempts: 3,
  input: z.object({ backTestId: z.uuid() }),
  key: ({ backTestId }) => backTestId,
  process: async (unit, { backTestId }) => {
    try {
      for (let left = true; left;) left = await unit.transaction((ctx) => countChunk(ctx, backTestId));
    } catch (error) {
      if (unit.isLastAttempt) {
        await unit.transaction((ctx) =>
          ctx.db.rows(
            sql`update sla_back_tests set state = 'failed' where tenant_id = ${ctx.tenant} and id = ${backTestId} and state <> 'done'`,
          ),
        );
      }
      throw error;
    }
  },
});
