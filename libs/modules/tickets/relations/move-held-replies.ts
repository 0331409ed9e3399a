import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { heldReplies, tickets } from '../tables';

type Held = Row<typeof heldReplies>;

/**
 * Lets replies that have not left yet leave on another ticket, at the time they were going to; all of them, or those named. A status chosen
 * with one is left out where the boards differ. A reply whose reader is somebody else there is stopped when its time comes, as after any
 * change of the requester. Returns what was moved.
 */
export async function moveHeldReplies(ctx: Ctx, from: string, to: string, ids?: readonly string[]): Promise<Held[]> {
  if (ids?.length === 0) return [];
  const named = ids ? { id: [...ids] } : {};
  const waiting = await ctx.db.list(heldReplies, { ticketId: from, ...named }, { orderBy: 'id', lock: true });
  if (waiting.length === 0) return [];
  const [before, after] = await Promise.all([ctx.db.get(tickets, from), ctx.db.get(tickets, to)]);
  for (const held of waiting) {
    const { statusId, ...rest } = held.input;
    const kept = before.boardId === after.boardId && statusId !== undefined ? { statusId } : {};
    await ctx.db.update(heldReplies, held.id, { ticketId: to, input: { ...rest, ...kept, ticketId: to } });
  }
  return waiting;
}
