import { subscribe } from '@kelp/kernel';
import { ticketReminded } from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import { allAs, notify } from '../notify';

/** The wait that a macro began is over and nothing has happened: whoever ran it hears of it. */
export const onTicketRemindedTellPerson = subscribe(
  ticketReminded,
  'on-ticket-reminded-tell-person',
  async (ctx, { id, payload }) => {
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    await notify(ctx, allAs('reminder', [payload.userId]), {
      subtype: 'ticket.reminded',
      eventId: id,
      title: (say) => say('ticket.reminded', { number }),
      body: ticket.title,
      link,
      ticketId: ticket.id,
    });
  },
  { history: 'never' },
);
