import { defineJob, z } from '@kelp/kernel';
import { processRun } from '../write/process-run';

/** Works a billing run off; may be repeated at any time, `wake` makes it another job for the same run. */
export const runBilling = defineJob({
  name: 'billing_run.process',
  queue: 'billing',
  input: z.object({ runId: z.uuid(), wake: z.uuid().optional() }),
  key: ({ runId, wake }) => (wake ? `${runId}:${wake}` : runId),
  process: (unit, { runId }) => processRun((work) => unit.transaction(work), runId),
});
