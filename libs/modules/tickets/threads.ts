import { refused } from '@kelp/std';
import type { ReadCtx } from '@kelp/kernel';
import { comments } from './tables';

/**
 * The comment that an answer hangs on: answers stand one level deep, so an answer to an answer hangs on the same comment. A reply to the client
 * can't answer a note, whose being there the client must not learn.
 */
export async function assertAnswerable(
  ctx: ReadCtx,
  ticketId: string,
  parentId: string,
  visibility: 'public' | 'internal',
): Promise<string> {
  const parent = await ctx.db.get(comments, parentId);
  if (parent.ticketId !== ticketId)
    throw refused('comment.other_ticket', 'This comment stands on another ticket. Answer it there.');
  if (visibility === 'public' && parent.visibility === 'internal')
    throw refused('comment.is_note', 'A reply to the client cannot answer an internal note. Write a note instead.');
  return parent.parentId ?? parent.id;
}
