import { defineDueKind, defineJob, z, type Ctx } from '@kelp/kernel';
import { isAppError } from '@kelp/std';
import { actorOfUser } from '@kelp/identity';
import { ticketReplyStopped } from '../events';
import { heldReplyDueKind, stopHeldReply, type HeldReply } from '../held-replies';
import { heldReplies, tickets } from '../tables';

/** Makes the stored call as the person who wrote the reply. What refuses it is told to them; nothing is sent twice, since the call takes the row away. */
export const sendHeldReply = defineJob({
  name: 'ticket.send_held_reply',
  queue: 'default',
  input: z.object({ id: z.uuid(), version: z.number() }),
  key: ({ id, version }) => `${id}:${version}`,
  process: async (unit, { id }) => {
    const ready = await unit.transaction((ctx) => takeReady(ctx, id));
    if (!ready) return;
    try {
      await unit.act({ actor: ready.actor, door: ready.door }, ready.action, { ...ready.input, heldId: id });
    } catch (error) {
      if (!isAppError(error) && !unit.isLastAttempt) throw error;
      const reason = isAppError(error) ? error.message : 'Kelp could not send this reply. Please send it again.';
      await unit.transaction((ctx) => fail(ctx, id, reason));
    }
  },
});

/** Hands those whose time has come to the workers, each on its own: one that fails holds up no other. */
export const heldReplyDue = defineDueKind(heldReplyDueKind, 'default', async (ctx, items) => {
  for (const { key } of items) {
    const held = await ctx.db.find(heldReplies, { id: key });
    if (held) await ctx.enqueue(sendHeldReply, { id: held.id, version: held.version });
  }
});

/** The reply, if it may leave now: still waiting, its time come, its author still here, and its reader still the one it was written for. */
async function takeReady(ctx: Ctx, id: string) {
  const held = await ctx.db.find(heldReplies, { id });
  if (held?.state !== 'waiting' || held.sendAt.getTime() > ctx.now().getTime()) return null;
  const ticket = await ctx.db.get(tickets, held.ticketId);
  if (ticket.clientId !== held.clientId || ticket.contactId !== held.contactId) {
    return stop(ctx, held, 'requester_changed');
  }
  const actor = await actorOfUser(ctx, held.userId);
  if (!actor) return stop(ctx, held, 'author_gone');
  return { actor, door: held.door as 'ui', action: held.action, input: held.input };
}

async function stop(ctx: Ctx, held: HeldReply, reason: string): Promise<null> {
  const { id: heldId, ticketId, userId } = held;
  await stopHeldReply(ctx, held, 'paused', reason);
  ctx.emit(ticketReplyStopped, ticketId, { ticketId, heldId, userId, reason });
  return null;
}

async function fail(ctx: Ctx, id: string, reason: string): Promise<void> {
  const held = await ctx.db.find(heldReplies, { id });
  if (!held) return;
  const { ticketId, userId } = held;
  await stopHeldReply(ctx, held, 'failed', reason);
  ctx.emit(ticketReplyStopped, ticketId, { ticketId, heldId: id, userId, reason });
}
