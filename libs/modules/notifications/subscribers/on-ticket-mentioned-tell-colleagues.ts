import { subscribe } from '@kelp/kernel';
import { comments, ticketMentioned } from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import { notify } from '../notify';

/** Colleagues whom a comment names are told, wherever they are. */
export const onTicketMentionedTellColleagues = subscribe(
  ticketMentioned,
  'on-ticket-mentioned-tell-colleagues',
  async (ctx, { id, payload }) => {
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    const comment = await ctx.db.get(comments, payload.commentId);
    await notify(ctx, payload.userIds, {
      subtype: 'ticket.mentioned',
      eventId: id,
      title: `${comment.authorName} mentioned you on ${number}`,
      body: comment.text.replace(/\s+/g, ' ').slice(0, 300),
      link: `${link}?comment=${comment.id}`,
      ticketId: ticket.id,
    });
  },
);
