import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { users } from '@kelp/identity';
import { mentionedIn } from './domain/mentions';
import { ticketMentioned } from './events';
import { follow } from './follow';
import { commentMentions, type comments } from './tables';

/**
 * Notes whom a comment of staff names with `@Full Name`: they are told and follow the ticket from then on. Who was named before is not told
 * again, and nobody by naming themselves.
 */
export async function nameColleagues(ctx: Ctx, comment: Row<typeof comments>): Promise<void> {
  if (!comment.text.includes('@')) return;
  const colleagues = await ctx.db.list(users, { type: 'internal', isActive: true });
  const before = new Set((await ctx.db.list(commentMentions, { commentId: comment.id })).map(({ userId }) => userId));
  const { ticketId, id: commentId } = comment;
  const fresh = mentionedIn(comment.text, colleagues).filter((id) => !before.has(id) && id !== comment.userId);
  if (fresh.length === 0) return;
  for (const userId of fresh) {
    await ctx.db.insert(commentMentions, { id: ctx.newId(), ticketId, commentId, userId });
    await follow(ctx, ticketId, userId);
  }
  ctx.emit(ticketMentioned, ticketId, { ticketId, commentId, userIds: fresh });
}
