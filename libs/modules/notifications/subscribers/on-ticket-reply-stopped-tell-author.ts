import { subscribe } from '@kelp/kernel';
import { ticketReplyStopped } from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import { allAs, notify } from '../notify';

const known = ['client_replied', 'requester_changed', 'author_gone'] as const;

/** Who wrote a reply that does not leave hears why. */
export const onTicketReplyStoppedTellAuthor = subscribe(
  ticketReplyStopped,
  'on-ticket-reply-stopped-tell-author',
  async (ctx, { id, payload }) => {
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    const why = known.find((one) => one === payload.reason);
    const people = [payload.userId, why === 'author_gone' ? ticket.assignedTo : null];
    await notify(ctx, allAs('author', people), {
      subtype: 'ticket.reply_stopped',
      eventId: id,
      title: (say) => say('ticket.reply_stopped', { number }),
      body: (say) => (why ? say(`ticket.reply_stopped.${why}`) : payload.reason),
      link,
      ticketId: ticket.id,
    });
  },
  { history: 'never' },
);
