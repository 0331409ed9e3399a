import { clientDependents, countDependents } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';

/** What this room keeps of a client, so that it is not deleted below it. */
export const slaOfClient = fillServerSlot(clientDependents, (ctx, { clientId }) =>
  countDependents(ctx, clientId, [
    {
      table: 'sla_assignments',
      one: 'service level',
      other: 'service levels',
      href: '/msp/settings/sla',
      permission: 'sla_policy.read',
    },
  ]),
);
