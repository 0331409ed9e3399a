import { clientMerge, movedRows } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';
import { slaAssignments } from './tables';

/** A merged client's policy goes along where the other one has none; clocks that run keep theirs. */
export const slaOfMerge = fillServerSlot(clientMerge, (ctx, question) =>
  movedRows(ctx, question, [
    {
      table: slaAssignments,
      field: 'clientId',
      one: 'service level',
      other: 'service levels',
      permission: 'sla_policy.read',
      once: [],
    },
  ]),
);
