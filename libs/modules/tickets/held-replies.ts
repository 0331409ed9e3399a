import { isZone, invalid, refused } from '@kelp/std';
import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { assertNoForeignNames } from './relations/bundle-parties';
import { assertNotMerged } from './relations/follow-merges';
import { heldReplies, tickets } from './tables';

export const heldReplyDueKind = 'ticket.held_reply';
/** For so long a reply that was sent can be taken back. */
export const undoSeconds = 10;

const minuteMs = 60_000;
const mostDays = 366;

export type HeldReply = Row<typeof heldReplies>;

interface Holding {
  lastSeenId?: string | undefined;
  sendAt?: Date | undefined;
  zone?: string | undefined;
}

interface ReplyToHold extends Holding {
  ticketId: string;
  /** The action that will write the comment, and its input as JSON without the held reply's id. */
  action: string;
  input: Record<string, unknown>;
  /** What else happens with it, in words. */
  also?: string;
}

/**
 * Keeps a public reply back: for the seconds of undo, or until the time it is scheduled for. Refused when somebody else wrote after what the
 * writer had seen. For rooms above whose action writes a comment together with something of theirs.
 */
export async function keepBack(ctx: Ctx, reply: ReplyToHold): Promise<HeldReply> {
  ctx.require('ticket_comment.create_public');
  if (ctx.actor.kind !== 'user' || !ctx.actor.id)
    throw invalid('Only a signed-in person can take a reply back. Send it as a comment instead.');
  const ticket = await ctx.db.lock(tickets, reply.ticketId);
  await assertNotMerged(ctx, ticket);
  const { text, confirmsNames } = reply.input;
  await assertNoForeignNames(ctx, ticket, typeof text === 'string' ? text : '', confirmsNames === true);
  if (reply.lastSeenId) await refuseCollision(ctx, ticket.id, reply.lastSeenId);
  const when = await timeOf(ctx, reply);
  const held = await ctx.db.insert(heldReplies, {
    id: ctx.newId(),
    ticketId: ticket.id,
    userId: ctx.actor.id,
    action: reply.action,
    input: reply.input,
    also: reply.also ?? '',
    ...when,
    door: ctx.caller.door,
    clientId: ticket.clientId,
    contactId: ticket.contactId,
  });
  await ctx.setDue(heldReplyDueKind, held.id, held.sendAt, { id: held.id });
  ctx.touch('ticket');
  return held;
}

/** When it leaves. A chosen time needs its permission and must be ahead, within a year. */
export async function timeOf(ctx: Ctx, { sendAt, zone }: Holding) {
  if (zone !== undefined && !isZone(zone))
    throw invalid('This time zone is not known.', { zone: 'Choose a zone such as Europe/Berlin.' });
  const { zone: home } = await readTenant(ctx);
  if (!sendAt) {
    return { isScheduled: false, sendAt: new Date(ctx.now().getTime() + undoSeconds * 1000), zone: zone ?? home };
  }
  ctx.require('ticket_comment.schedule');
  const ahead = sendAt.getTime() - ctx.now().getTime();
  if (ahead < minuteMs)
    throw invalid('This time is over. Choose a later one, or send the reply now.', { sendAt: 'Choose a later time.' });
  if (ahead > mostDays * 1440 * minuteMs)
    throw invalid('A reply can wait for a year at most.', { sendAt: 'Choose an earlier time.' });
  return { isScheduled: true, sendAt, zone: zone ?? home };
}

/** Refuses what was written without knowing the newest words of others. */
async function refuseCollision(ctx: Ctx, ticketId: string, lastSeenId: string): Promise<void> {
  const others = await ctx.db.rows<{ authorName: string }>(
    sql`select author_name from comments where tenant_id = ${ctx.tenant} and ticket_id = ${ticketId} and id > ${lastSeenId}
          and author_type <> 'system' and user_id is distinct from ${ctx.actor.id}
        union all
        select u.name from held_replies h join users u on u.tenant_id = h.tenant_id and u.id = h.user_id
        where h.tenant_id = ${ctx.tenant} and h.ticket_id = ${ticketId} and h.user_id <> ${ctx.actor.id} and not h.is_scheduled
          and h.state = 'waiting' and h.id > ${lastSeenId}`,
  );
  if (others.length === 0) return;
  const names = [...new Set(others.map(({ authorName }) => authorName))];
  throw refused(
    'ticket.others_wrote',
    `${names.join(', ')} wrote meanwhile. Read it, then send your reply again if it still fits.`,
    { names },
  );
}

/** The locked reply, for its author or somebody who may change the comments of others. */
export async function lockOwnHeldReply(ctx: Ctx, id: string): Promise<HeldReply> {
  const held = await ctx.db.lock(heldReplies, id);
  if (held.userId !== ctx.actor.id) ctx.require('ticket_comment.update_any');
  return held;
}

/** Takes the row away: it was withdrawn, or its words are a comment now. */
export async function dropHeldReply(ctx: Ctx, held: HeldReply): Promise<void> {
  await ctx.db.remove(heldReplies, held.id);
  await ctx.setDue(heldReplyDueKind, held.id, null);
  ctx.touch('ticket');
}

/** Sends the reply at this time, whatever held it back before. */
export async function sendLater(ctx: Ctx, held: HeldReply, patch: Partial<HeldReply>, version?: number) {
  const ticket = await ctx.db.get(tickets, held.ticketId);
  const fresh = { state: 'waiting' as const, reason: null, clientId: ticket.clientId, contactId: ticket.contactId };
  const after = await ctx.db.update(heldReplies, held.id, { ...patch, ...fresh }, version);
  await ctx.setDue(heldReplyDueKind, after.id, after.sendAt, { id: after.id });
  ctx.touch('ticket');
  return after;
}

/** Stops a reply, with the reason for its author to read. */
export async function stopHeldReply(
  ctx: Ctx,
  held: HeldReply,
  state: 'paused' | 'failed',
  reason: string,
): Promise<void> {
  await ctx.db.update(heldReplies, held.id, { state, reason: reason.slice(0, 1000) });
  await ctx.setDue(heldReplyDueKind, held.id, null);
  ctx.touch('ticket');
}
