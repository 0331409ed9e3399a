import type { Ctx } from '@kelp/kernel';
import { ticketWatchers } from './tables';

/** Makes a colleague follow a ticket that the unit has locked; once, however often it is asked. Answers the watcher's id. */
export async function follow(ctx: Ctx, ticketId: string, userId: string): Promise<string> {
  const known = await ctx.db.find(ticketWatchers, { ticketId, userId });
  if (known) return known.id;
  return (await ctx.db.insert(ticketWatchers, { id: ctx.newId(), ticketId, userId })).id;
}
