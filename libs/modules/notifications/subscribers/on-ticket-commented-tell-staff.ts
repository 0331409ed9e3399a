import { subscribe } from '@kelp/kernel';
import { comments, ticketCommented, ticketWatchers } from '@kelp/tickets';
import { describeTicket } from '../describe-ticket';
import { notify } from '../notify';

/** What a client wrote, and what came in for review, reaches the assignee and the colleagues who watch the ticket. */
export const onTicketCommentedTellStaff = subscribe(
  ticketCommented,
  'on-ticket-commented-tell-staff',
  async (ctx, { id, actor, payload }) => {
    if (payload.authorType === 'internal' || payload.isOpening || ctx.caller.isMuted) return;
    const { ticket, number, link } = await describeTicket(ctx, payload.ticketId);
    const comment = await ctx.db.get(comments, payload.commentId);
    const watchers = await ctx.db.list(ticketWatchers, { ticketId: ticket.id });
    const people = [ticket.assignedTo, ...watchers.map(({ userId }) => userId)].filter((person) => person !== actor.id);
    const verb = payload.authorType === 'client' ? 'replied on' : 'left something to review on';
    await notify(ctx, people, {
      subtype: 'ticket.commented',
      eventId: id,
      title: `${comment.authorName} ${verb} ${number}`,
      body: comment.text.replace(/\s+/g, ' ').slice(0, 300),
      link,
      ticketId: ticket.id,
    });
  },
);
