import { defineAction, type Ctx } from '@kelp/kernel';
import { notFound, refused } from '@kelp/std';
import { belongsTo, contacts } from '@kelp/clients';
import type { Row } from '@kelp/platform/db';
import { splitComment } from '../contract';
import { assertNotMerged } from '../relations/follow-merges';
import { copyFiles } from '../relations/copy-files';
import { lockTickets } from '../relations/lock-tickets';
import { recordRelation } from '../relations/record-relation';
import { comments, ticketLinks, type tickets } from '../tables';
import { writeComment } from '../write-comment';
import { openTicket } from './create-ticket';

/**
 * Makes a new ticket of one comment: it opens with a copy of the comment and its files, for the person who wrote it, and both tickets are
 * linked. The comment stays where it was. Nobody outside is told; what was a note stays a note.
 */
export const splitCommentAction = defineAction(splitComment, {
  permission: 'ticket.create',
  run: async (ctx, { id, commentId, title, boardId }) => {
    ctx.require('ticket.update');
    const [from] = await lockTickets(ctx, [id]);
    if (!from) throw new Error('A locked ticket is missing.');
    await assertNotMerged(ctx, from);
    const comment = await ctx.db.get(comments, commentId);
    if (comment.ticketId !== id) throw notFound(comments.noun);
    if (comment.text.trim() === '') throw refused('split.empty', 'This comment has no text to open a ticket with.');
    const ticket = await openTicket(ctx, {
      title,
      boardId: boardId ?? from.boardId,
      clientId: from.clientId,
      contactId: await askerOf(ctx, comment, from),
      locationId: from.locationId,
      origin: 'internal',
    });
    const { authorType, visibility, authorName, userId, contactId, text, quoted } = comment;
    const copied = { authorType, visibility, authorName, userId, contactId, text, quoted };
    await writeComment(ctx, ticket, { ...copied, ...(await copyFiles(ctx, comment)), isOpening: true });
    await ctx.db.insert(ticketLinks, { fromTicketId: ticket.id, toTicketId: id, kind: 'split_from' });
    await recordRelation(ctx, [
      { ticketId: id, otherTicketId: ticket.id, kind: 'split_off' },
      { ticketId: ticket.id, otherTicketId: id, kind: 'split_from' },
    ]);
    return { id: ticket.id, number: ticket.numberText };
  },
});

/** Whoever wrote the comment, when they belong to the ticket's client; else the ticket's own contact. */
async function askerOf(ctx: Ctx, comment: Row<typeof comments>, from: Row<typeof tickets>): Promise<string | null> {
  if (!comment.contactId) return from.contactId;
  const writer = await ctx.db.get(contacts, comment.contactId);
  return (await belongsTo(ctx, writer, from.clientId)) ? writer.id : from.contactId;
}
