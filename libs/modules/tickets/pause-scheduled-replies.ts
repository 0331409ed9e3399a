import type { Ctx } from '@kelp/kernel';
import { ticketReplyStopped } from './events';
import { stopHeldReply } from './held-replies';
import { heldReplies } from './tables';

/**
 * A client wrote before a scheduled reply left: it might answer what is no longer the question, so it waits until its author has looked. A reply
 * in its seconds of undo goes on, since its author is there.
 */
export async function pauseScheduledReplies(ctx: Ctx, ticketId: string): Promise<void> {
  const waiting = await ctx.db.list(
    heldReplies,
    { ticketId, isScheduled: true, state: 'waiting' },
    { orderBy: 'id', lock: true },
  );
  for (const held of waiting) {
    await stopHeldReply(ctx, held, 'paused', 'client_replied');
    ctx.emit(ticketReplyStopped, ticketId, {
      ticketId,
      heldId: held.id,
      userId: held.userId,
      reason: 'client_replied',
    });
  }
}
