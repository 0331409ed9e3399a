import type { Ctx } from '@kelp/kernel';
import type { Patch, Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { closeBlockers, type CloseBlocker } from './close-rules';
import { followMaster } from './relations/follow-master';
import { statuses, tickets } from './tables';
import { tellChanges } from './tell-changes';

type Ticket = Row<typeof tickets>;
type Status = Row<typeof statuses>;

/** True when this status closes a ticket: a comment of the same act is then its resolution. */
export const closesWith = async (ctx: Ctx, statusId: string | undefined): Promise<boolean> =>
  statusId !== undefined && (await ctx.db.get(statuses, statusId)).isClosed;

/** What a ticket's row gets with another status: closing stamps who and when once, reopening clears both. */
export function statusPatch(ctx: Ctx, before: Ticket, target: Status): Patch<typeof tickets> {
  const patch: Patch<typeof tickets> = { statusId: target.id, isClosed: target.isClosed };
  if (target.isClosed && !before.isClosed) Object.assign(patch, { closedAt: ctx.now(), closedBy: ctx.actor.id });
  if (!target.isClosed && before.isClosed) {
    Object.assign(patch, { closedAt: null, closedBy: null, closeOverrideReason: null, reopenedAt: ctx.now() });
  }
  return patch;
}

const listed = (blockers: readonly CloseBlocker[]): string => blockers.map(({ text }) => text).join(' ');

/**
 * The close rules of the board, asked when a ticket closes. `ticket` is as it will be. People need everything done, or the permission
 * `ticket.close_override` and a reason; the program itself closes all the same, and the history keeps what was left out.
 */
export async function closeOverride(ctx: Ctx, ticket: Ticket, reason: string | undefined): Promise<string | null> {
  const blockers = await closeBlockers(ctx, ticket);
  if (blockers.length === 0) return null;
  if (ctx.actor.kind === 'system') return `Closed by ${ctx.actor.name}, not by a person. Left out: ${listed(blockers)}`;
  if (reason === undefined) {
    throw refused('ticket.close_blocked', `Before this ticket closes: ${listed(blockers)}`, { blockers });
  }
  ctx.require('ticket.close_override');
  return `${reason} (left out: ${listed(blockers)})`;
}

/**
 * Moves a locked ticket to a status of its board and tells the others. For rooms that asked for permission themselves (portal, mail):
 * the close rules bind staff, so a client may always close; what was left out is kept. `isAlone` leaves the children of a bundle as they
 * are: what a client does is about their own ticket.
 */
export async function moveTicket(
  ctx: Ctx,
  before: Ticket,
  target: Status,
  { isAlone = false }: { isAlone?: boolean } = {},
): Promise<Ticket> {
  const patch = statusPatch(ctx, before, target);
  if (target.isClosed && !before.isClosed) {
    const blockers = await closeBlockers(ctx, { ...before, ...patch });
    if (blockers.length > 0) patch.closeOverrideReason = `Closed by ${ctx.actor.name}. Left out: ${listed(blockers)}`;
  }
  const after = await ctx.db.update(tickets, before.id, { ...patch, lastActivityAt: ctx.now() });
  tellChanges(ctx, before, after, target);
  if (!isAlone) await followMaster(ctx, before, after);
  return after;
}
