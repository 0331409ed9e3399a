import { subscribe } from '@kelp/kernel';
import { comments, ticketMentioned } from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import { allAs, notify } from '../notify';

/** Colleagues whom a comment names are told, wherever they are. */
export const onTicketMentionedTellColleagues = subscribe(
  ticketMentioned,
  'on-ticket-mentioned-tell-colleagues',
  async (ctx, { id, payload }) => {
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    const comment = await ctx.db.get(comments, payload.commentId);
    await notify(ctx, allAs('mentioned', payload.userIds), {
      subtype: 'ticket.mentioned',
      eventId: id,
      title: (say) => say('ticket.mentioned', { who: comment.authorName, number }),
      body: comment.text.replace(/\s+/g, ' ').slice(0, 300),
      link: `${link}?comment=${comment.id}`,
      ticketId: ticket.id,
    });
  },
  { history: 'never' },
);
