import { defineJob, z } from '@kelp/kernel';
import { processRun } from '../write/process-run';

/** Works a billing run off; may be repeated at any time. */
export const runBilling = defineJob({
  name: 'billing_run.process',
  queue: 'billing',
  input: z.object({ runId: z.uuid() }),
  key: ({ runId }) => runId,
  process: (unit, { runId }) => processRun((work) => unit.transaction(work), runId),
});
