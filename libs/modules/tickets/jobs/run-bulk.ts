import { defineJob, z } from '@kelp/kernel';
import { workOff } from '../bulk/work-off';

/** Changes many tickets; what is done is noted ticket by ticket, so a killed worker's job goes on where it stood. */
export const runBulk = defineJob({
  name: 'ticket.bulk',
  queue: 'default',
  input: z.object({ runId: z.uuid() }),
  key: ({ runId }) => runId,
  process: (unit, { runId }) => workOff(unit, runId),
});
