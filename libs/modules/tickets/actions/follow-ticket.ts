import { defineAction } from '@kelp/kernel';
import { invalid, unauthenticated } from '@kelp/std';
import { users } from '@kelp/identity';
import { followTicket } from '../contract';
import { follow } from '../follow';
import { tickets } from '../tables';

/** Follows a ticket, or makes a colleague follow it, which is a change of the ticket. */
export const followTicketAction = defineAction(followTicket, {
  permission: 'ticket.read',
  run: async (ctx, { ticketId, userId }) => {
    const who = userId ?? ctx.actor.id;
    if (!who) throw unauthenticated();
    if (who !== ctx.actor.id) ctx.require('ticket.update');
    await ctx.db.lock(tickets, ticketId);
    const person = await ctx.db.get(users, who);
    if (person.type !== 'internal' || !person.isActive)
      throw invalid('Only colleagues who are active can follow a ticket.', { userId: 'Choose a colleague.' });
    const id = await follow(ctx, ticketId, who);
    ctx.touch('ticket');
    return { id };
  },
});
