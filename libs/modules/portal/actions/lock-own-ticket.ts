import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { tickets } from '@kelp/tickets';
import { sees, sightOf } from '../visibility/sight';

/** The ticket, locked, if this person reaches it. Throws not_found for a foreign one as for an unknown one. */
export async function lockOwnTicket(ctx: Ctx, id: string): Promise<Row<typeof tickets>> {
  const ticket = await ctx.db.lock(tickets, id);
  if (!sees(await sightOf(ctx), ticket)) throw notFound(tickets.noun);
  return ticket;
}
