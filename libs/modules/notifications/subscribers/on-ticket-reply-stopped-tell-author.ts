import { subscribe } from '@kelp/kernel';
import { ticketReplyStopped } from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import { notify } from '../notify';

const reasons: Record<string, string> = {
  client_replied: 'The client wrote first. Read it, then send the reply or change it.',
  requester_changed: 'The ticket has another client or contact now. Look whether the reply still fits, then send it.',
  author_gone: 'Its author may no longer sign in. A colleague can send it or take it back.',
};

/** Who wrote a reply that does not leave hears why. */
export const onTicketReplyStoppedTellAuthor = subscribe(
  ticketReplyStopped,
  'on-ticket-reply-stopped-tell-author',
  async (ctx, { id, payload }) => {
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    await notify(ctx, [payload.userId, payload.reason === 'author_gone' ? ticket.assignedTo : null], {
      subtype: 'ticket.reply_stopped',
      eventId: id,
      title: `A reply on ${number} did not leave`,
      body: reasons[payload.reason] ?? payload.reason,
      link,
      ticketId: ticket.id,
    });
  },
);
