import { subscribe } from '@kelp/kernel';
import { comments, ticketCommented } from '@kelp/tickets';
import { describeForClients } from '../describe-ticket';
import type { Say } from '../domain/wordings';
import { allAs, notify } from '../notify';
import { portalParticipants } from '../portal-participants';

/** What staff answered, and what a colleague wrote, reaches the portal users who take part; never its own author, never a note. */
export const onTicketCommentedTellClients = subscribe(
  ticketCommented,
  'on-ticket-commented-tell-clients',
  async (ctx, { id, payload }) => {
    if (payload.isOpening || payload.visibility !== 'public') return;
    const isReply = payload.authorType === 'internal' || payload.isMirror === true;
    if (!isReply && payload.authorType !== 'client') return;
    // The row counts, not the event: what became a note since then is told to nobody outside.
    const comment = await ctx.db.get(comments, payload.commentId);
    if (comment.visibility !== 'public' || comment.deletedAt) return;
    const { ticket, number, link } = await describeForClients(ctx, payload.ticketId);
    const people = await portalParticipants(ctx, ticket, { except: payload });
    const subtype = isReply ? 'portal.replied' : 'portal.colleague_replied';
    const about = { eventId: id, body: ticket.title, link, ticketId: ticket.id };
    const title = (say: Say) => say(subtype, { who: comment.authorName, number });
    await notify(ctx, allAs('participant', people), { ...about, subtype, title }, { channels: ['in_app'] });
  },
  { history: 'never' },
);
