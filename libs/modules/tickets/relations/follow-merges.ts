import type { ReadCtx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { sql, type Row } from '@kelp/platform/db';
import { tickets } from '../tables';

/** Where a ticket leads after all merges: its own id when it was never merged. Unknown ids come back as they are. */
export async function followMerges(ctx: Pick<ReadCtx, 'db' | 'tenant'>, id: string): Promise<string> {
  const row = await ctx.db.maybe<{ id: string }>(
    sql`with recursive way as (
          select id, merged_into_id, 1 as step from tickets where tenant_id = ${ctx.tenant} and id = ${id}
          union all
          select t.id, t.merged_into_id, step + 1 from way w
            join tickets t on t.tenant_id = ${ctx.tenant} and t.id = w.merged_into_id where step < 50)
        select id from way order by step desc limit 1`,
  );
  return row?.id ?? id;
}

/** Refuses a change of a ticket that was merged, and names the one to change. */
export async function assertNotMerged(ctx: Pick<ReadCtx, 'db' | 'tenant'>, ticket: Row<typeof tickets>): Promise<void> {
  if (!ticket.mergedIntoId) return;
  const target = await ctx.db.get(tickets, await followMerges(ctx, ticket.id));
  throw refused(
    'ticket.merged',
    `${ticket.numberText} was merged into ${target.numberText}. Do this on ${target.numberText}, or undo the merge first.`,
    { ticketId: target.id },
  );
}
