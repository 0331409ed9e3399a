import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { sql } from '@kelp/platform/db';
import { notFound, refused } from '@kelp/std';
import { ownId } from './own-list';
import { mostOfSource } from './slots';
import { adHocItems } from './tables';

/** The caller's own to-do, locked. Throws not_found for another person's. */
export async function lockToDo(ctx: Ctx, id: string): Promise<Row<typeof adHocItems>> {
  const toDo = await ctx.db.lock(adHocItems, id);
  if (toDo.userId !== ownId(ctx)) throw notFound(adHocItems.noun);
  return toDo;
}

/** Throws refused when it is done already: another tab was first. */
export function assertOpen(toDo: Row<typeof adHocItems>): void {
  if (toDo.doneAt)
    throw refused(
      'to_do.done',
      toDo.ticketId
        ? 'This to-do is a ticket already. Open that ticket.'
        : 'This to-do is done already. Reopen it first.',
      toDo.ticketId ? { ticketId: toDo.ticketId } : {},
    );
}

/** Refuses one more than a list can show, so that none is ever out of sight. */
export async function assertRoom(ctx: Ctx, userId: string): Promise<void> {
  const { count } = await ctx.db.one<{ count: number }>(
    sql`select count(*)::int as count from ad_hoc_items where tenant_id = ${ctx.tenant} and user_id = ${userId} and done_at is null`,
  );
  if (count >= mostOfSource)
    throw refused('to_do.too_many', `You have ${mostOfSource} open to-dos. Finish or delete some of them first.`);
}

/**
 * A to-do becomes a ticket, in the same transaction: it is done and says which one, and the ticket stands where the to-do stood. For the room
 * that opens the ticket.
 */
export async function becomeTicket(ctx: Ctx, toDo: Row<typeof adHocItems>, ticketId: string): Promise<void> {
  await ctx.db.update(adHocItems, toDo.id, { doneAt: ctx.now(), ticketId });
  await ctx.db.rows(
    sql`update activity_group_items set item_kind = 'ticket', item_id = ${ticketId}
        where tenant_id = ${ctx.tenant} and user_id = ${toDo.userId} and item_kind = 'to_do' and item_id = ${toDo.id}`,
  );
  ctx.touch('activity');
}
