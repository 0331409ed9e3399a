import { textToHtml } from '@kelp/platform/html';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { pauseScheduledReplies } from './pause-scheduled-replies';
import { responseStateAfter } from './domain/response-state';
import { ticketCommented } from './events';
import { mirrorsFor, noteMirror } from './relations/mirror-comment';
import { attachments, comments, tickets } from './tables';

export interface NewComment {
  authorType: 'internal' | 'client' | 'system';
  visibility: 'public' | 'internal';
  authorName: string;
  userId?: string | null;
  contactId?: string | null;
  text: string;
  /** Sanitised already; made from the text when missing. */
  html?: string;
  quoted?: string;
  /** What was typed, where the HTML is made of more than plain text. */
  markup?: string | null;
  parentId?: string | null;
  origin?: string;
  rfcMessageId?: string | null;
  isOpening?: boolean;
  /** Says how the request was solved. */
  isResolution?: boolean;
  /** Repeats a reply of the bundle's master. */
  isMirror?: boolean;
  attachments?: NewAttachment[];
}

export interface NewAttachment {
  /** Given when the HTML already shows the file under this id. */
  id?: string;
  filename: string;
  contentType: string;
  size: bigint;
  sha256: string;
  storageKey: string;
  contentId?: string | null;
  isInline?: boolean;
}

/**
 * Writes a comment with its attachments, moves the ticket's activity and response state, and tells the others. A public reply on the master
 * of a synced bundle is written on each child too, in the same act.
 */
export async function writeComment(
  ctx: Ctx,
  ticket: Row<typeof tickets>,
  input: NewComment,
): Promise<Row<typeof comments>> {
  const comment = await writeOne(ctx, ticket, input);
  if (input.isOpening) return comment;
  for (const mirror of await mirrorsFor(ctx, ticket, comment)) {
    await noteMirror(ctx, comment.id, await writeOne(ctx, mirror.child, mirror.comment));
  }
  return comment;
}

/** The opening texts of tickets that this unit of work made, by set. They say nothing new of their ticket, so it stays as it is. */
export async function writeOpenings(
  ctx: Ctx,
  all: readonly { ticket: Row<typeof tickets>; input: Omit<NewComment, 'attachments' | 'isOpening' | 'isMirror'> }[],
): Promise<void> {
  const written = await ctx.db.insertAll(
    comments,
    all.map(({ ticket, input }) => ({
      ...rowOf(ctx, ticket, input, ticket.createdAt),
      createdAt: ticket.createdAt,
      updatedAt: ticket.createdAt,
    })),
  );
  for (const [place, comment] of written.entries())
    tellCommented(
      ctx,
      comment,
      { isOpening: true, responseState: all[place]?.ticket.responseState ?? 'none' },
      comment.createdAt,
    );
}

const rowOf = (
  ctx: Ctx,
  ticket: Row<typeof tickets>,
  fields: Omit<NewComment, 'attachments' | 'isOpening' | 'isMirror'>,
  at?: Date,
) => ({
  id: ctx.newId(at),
  ticketId: ticket.id,
  ...fields,
  html: fields.html ?? textToHtml(fields.text),
  origin: fields.origin ?? ctx.caller.door,
});

async function writeOne(ctx: Ctx, ticket: Row<typeof tickets>, input: NewComment): Promise<Row<typeof comments>> {
  const { attachments: files = [], isOpening = false, isMirror = false, ...fields } = input;
  const comment = await ctx.db.insert(comments, rowOf(ctx, ticket, fields));
  for (const file of files) await ctx.db.insert(attachments, { ...file, ticketId: ticket.id, commentId: comment.id });
  if (comment.authorType === 'client') await pauseScheduledReplies(ctx, ticket.id);
  const speaker = isMirror ? { ...comment, authorType: 'internal' as const } : comment;
  const responseState = isOpening ? ticket.responseState : responseStateAfter(ticket.responseState, speaker);
  await ctx.db.update(tickets, ticket.id, { responseState, lastActivityAt: ctx.now() });
  tellCommented(ctx, comment, { isOpening, responseState, ...(isMirror ? { isMirror } : {}) });
  return comment;
}

function tellCommented(
  ctx: Ctx,
  comment: Row<typeof comments>,
  more: { isOpening: boolean; responseState: Row<typeof tickets>['responseState']; isMirror?: boolean },
  at?: Date,
): void {
  const { ticketId, authorType, visibility, userId, contactId } = comment;
  ctx.emit(
    ticketCommented,
    ticketId,
    { ticketId, commentId: comment.id, authorType, visibility, userId, contactId, ...more },
    at,
  );
}
