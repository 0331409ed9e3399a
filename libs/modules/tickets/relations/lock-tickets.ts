import { notFound } from '@kelp/std';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { tickets } from '../tables';

/** These tickets, locked until the commit, in the order asked for. Throws not_found when one does not exist or is out of sight. */
export async function lockTickets(ctx: Ctx, ids: readonly string[]): Promise<Row<typeof tickets>[]> {
  const wanted = [...new Set(ids)];
  const rows = await ctx.db.list(tickets, { id: wanted }, { orderBy: 'id', lock: true });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return wanted.map((id) => {
    const row = byId.get(id);
    if (!row) throw notFound(tickets.noun);
    ctx.assertVisible('ticket.read', row, tickets.noun);
    return row;
  });
}
