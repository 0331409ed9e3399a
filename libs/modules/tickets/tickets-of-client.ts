import { clientDependents, countDependents } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';

/** What this room keeps of a client, so that it is not deleted below it. */
export const ticketsOfClient = fillServerSlot(clientDependents, (ctx, { clientId }) =>
  countDependents(ctx, clientId, [
    {
      table: 'tickets',
      one: 'ticket',
      other: 'tickets',
      href: `/msp/tickets?client=${clientId}`,
      permission: 'ticket.read',
    },
    { table: 'held_replies', one: 'waiting reply', other: 'waiting replies', href: null, permission: 'ticket.read' },
  ]),
);
