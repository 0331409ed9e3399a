import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { ticketBundleSettings, tickets } from '../tables';
import { recordRelation } from './record-relation';

/** Takes a locked child out of its bundle; with the last one the settings go. Returns whether the bundle is gone. */
export async function leaveBundle(ctx: Ctx, child: Row<typeof tickets>): Promise<boolean> {
  const masterId = child.masterTicketId;
  if (!masterId) return false;
  await ctx.db.update(tickets, child.id, { masterTicketId: null });
  await recordRelation(ctx, [
    { ticketId: child.id, otherTicketId: masterId, kind: 'unbundled' },
    { ticketId: masterId, otherTicketId: child.id, kind: 'child_removed' },
  ]);
  ctx.touch('ticket');
  const isLast = (await ctx.db.find(tickets, { masterTicketId: masterId })) === undefined;
  const settings = isLast ? await ctx.db.find(ticketBundleSettings, { masterTicketId: masterId }) : undefined;
  if (settings) await ctx.db.remove(ticketBundleSettings, settings.id);
  return isLast;
}
