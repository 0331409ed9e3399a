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
    {
      table: 'recurring_tickets',
      one: 'recurring ticket',
      other: 'recurring tickets',
      href: '/msp/settings/recurring-tickets',
      permission: 'recurring_ticket.read',
    },
    {
      table: 'ticket_templates',
      one: 'ticket template',
      other: 'ticket templates',
      href: '/msp/settings/ticket-templates',
      permission: 'ticket.read',
    },
    { table: 'held_replies', one: 'waiting reply', other: 'waiting replies', href: null, permission: 'ticket.read' },
  ]),
);
