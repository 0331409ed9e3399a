import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { tickets } from '@kelp/tickets';
import { ticketReach } from '../permissions';

/** The ticket, locked, if this person reaches it. Throws not_found for a foreign one as for an unknown one. */
export async function lockOwnTicket(ctx: Ctx, id: string): Promise<Row<typeof tickets>> {
  const ticket = await ctx.db.lock(tickets, id);
  ctx.assertVisible(ticketReach(ctx), ticket, tickets.noun);
  return ticket;
}
