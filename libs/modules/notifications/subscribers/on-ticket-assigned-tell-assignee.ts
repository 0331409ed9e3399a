import { subscribe } from '@kelp/kernel';
import { ticketAssigned } from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import { allAs, notify } from '../notify';

/** The new assignee hears of it, unless it was their own act. Of a bundle they hear by its master, not by each child. */
export const onTicketAssignedTellAssignee = subscribe(
  ticketAssigned,
  'on-ticket-assigned-tell-assignee',
  async (ctx, { id, actor, payload }) => {
    if (!payload.assignedTo || payload.assignedTo === actor.id || payload.isByBundle) return;
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    await notify(ctx, allAs('assignee', [payload.assignedTo]), {
      subtype: 'ticket.assigned',
      eventId: id,
      title: (say) => say('ticket.assigned', { number }),
      body: ticket.title,
      link,
      ticketId: ticket.id,
    });
  },
  { history: 'never' },
);
