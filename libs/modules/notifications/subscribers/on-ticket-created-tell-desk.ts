import { subscribe } from '@kelp/kernel';
import { ticketCreated } from '@kelp/tickets';
import { describeTicket, peopleWithRole } from '../describe-ticket';
import { allAs, notify, type Said } from '../notify';

/** A new ticket reaches its assignee; one that nobody has reaches the dispatchers, in the program only. */
export const onTicketCreatedTellDesk = subscribe(
  ticketCreated,
  'on-ticket-created-tell-desk',
  async (ctx, { id, actor, payload }) => {
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    const about = { eventId: id, body: ticket.title, link, ticketId: ticket.id };
    if (payload.assignedTo) {
      const assignee = payload.assignedTo === actor.id ? [] : [payload.assignedTo];
      const title: Said = (say) => say('ticket.assigned', { number });
      await notify(ctx, allAs('assignee', assignee), { ...about, subtype: 'ticket.assigned', title });
      return;
    }
    const dispatchers = (await peopleWithRole(ctx, 'Dispatcher')).filter((person) => person !== actor.id);
    await notify(ctx, allAs('dispatcher', dispatchers), {
      ...about,
      subtype: 'ticket.unassigned',
      title: (say) => say('ticket.unassigned', { number }),
    });
  },
  { history: 'never' },
);
