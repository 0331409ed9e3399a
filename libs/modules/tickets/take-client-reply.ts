import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { openTicket } from './actions/create-ticket';
import { moveTicket } from './change-status';
import { defaultStatus } from './place';
import { boards, tickets, type Origin } from './tables';
import { writeComment, type NewComment } from './write-comment';

export type ClientReply = Omit<NewComment, 'authorType' | 'visibility' | 'isOpening'>;

export interface ReplyOutcome {
  /** The ticket that has the reply now: the one replied to, or the new one that follows it. */
  ticketId: string;
  commentId: string;
  kind: 'commented' | 'reopened' | 'followed';
}

interface ReplyOptions {
  origin: Origin;
  /** False leaves a closed ticket closed, whatever its board says: too many reopenings in a short time. */
  mayReopen?: boolean;
  mailMessageIds?: string[];
}

const hour = 3_600_000;

/**
 * A client's public reply, by mail or portal. On a closed ticket it reopens the ticket within the hours that its board allows
 * after closing; later it opens a new ticket that follows the old one. `ticket` must be locked.
 */
export async function takeClientReply(
  ctx: Ctx,
  ticket: Row<typeof tickets>,
  reply: ClientReply,
  options: ReplyOptions,
): Promise<ReplyOutcome> {
  const comment = { ...reply, authorType: 'client' as const, visibility: 'public' as const };
  const board = await ctx.db.get(boards, ticket.boardId);
  const isLate =
    ticket.isClosed && ctx.now().getTime() > (ticket.closedAt ?? ctx.now()).getTime() + board.reopenHours * hour;
  if (isLate) return follow(ctx, ticket, comment, options);
  const { id: commentId } = await writeComment(ctx, ticket, comment);
  if (!ticket.isClosed || options.mayReopen === false) return { ticketId: ticket.id, commentId, kind: 'commented' };
  await moveTicket(ctx, ticket, await defaultStatus(ctx, ticket.boardId), { isAlone: true });
  return { ticketId: ticket.id, commentId, kind: 'reopened' };
}

async function follow(
  ctx: Ctx,
  former: Row<typeof tickets>,
  comment: NewComment,
  options: ReplyOptions,
): Promise<ReplyOutcome> {
  const ticket = await openTicket(ctx, {
    title: former.title,
    boardId: former.boardId,
    clientId: former.clientId,
    contactId: former.contactId,
    origin: options.origin,
    mailMessageIds: options.mailMessageIds ?? [],
    followsTicketId: former.id,
  });
  const { id: commentId } = await writeComment(ctx, ticket, { ...comment, isOpening: true });
  const note = { authorType: 'system' as const, visibility: 'internal' as const, authorName: 'Kelp' };
  await writeComment(ctx, ticket, {
    ...note,
    text: `This continues ${former.numberText}, which was closed too long ago to be reopened.`,
  });
  await writeComment(ctx, former, {
    ...note,
    text: `The client replied after the time for reopening. The reply opened ${ticket.numberText}.`,
  });
  return { ticketId: ticket.id, commentId, kind: 'followed' };
}
