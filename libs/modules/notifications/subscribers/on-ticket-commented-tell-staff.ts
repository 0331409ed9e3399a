import { subscribe } from '@kelp/kernel';
import { commentMentions, comments, ticketCommented, ticketWatchers } from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import { allAs, notify } from '../notify';

/**
 * What a client wrote, and what came in for review, reaches the assignee and the colleagues who follow the ticket. What a colleague wrote
 * reaches those who follow it, but not whom it names: they are told of that.
 */
export const onTicketCommentedTellStaff = subscribe(
  ticketCommented,
  'on-ticket-commented-tell-staff',
  async (ctx, { id, actor, payload }) => {
    if (payload.isOpening || payload.isMirror) return;
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    const comment = await ctx.db.get(comments, payload.commentId);
    const watchers = await ctx.db.list(ticketWatchers, { ticketId: ticket.id });
    const named = (await ctx.db.list(commentMentions, { commentId: comment.id })).map(({ userId }) => userId);
    const assignee = payload.authorType === 'internal' ? null : ticket.assignedTo;
    const followers = watchers.map(({ userId }) => userId);
    const people = [...allAs('assignee', [assignee]), ...allAs('follower', followers)].filter(
      ({ userId }) => userId !== null && userId !== actor.id && !named.includes(userId),
    );
    await notify(ctx, people, {
      subtype: 'ticket.commented',
      eventId: id,
      title: (say) => say(`ticket.commented.${payload.authorType}`, { who: comment.authorName, number }),
      body: comment.text.replace(/\s+/g, ' ').slice(0, 300),
      link,
      ticketId: ticket.id,
    });
  },
  { history: 'never' },
);
