import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listBulkRows } from '../contract';
import { bulkRuns, type BulkRowState } from '../tables';

interface Found {
  position: number;
  ticketId: string;
  number: string;
  title: string;
  state: BulkRowState;
  reason: string | null;
}

/** What became of each ticket, in the order in which they were taken. */
export const listBulkRowsQuery = defineQuery(listBulkRows, {
  permission: 'ticket.bulk',
  run: async (ctx, { id, isProblem, after, limit }) => {
    await ctx.db.get(bulkRuns, id);
    const problem = isProblem ? sql` and b.state in ('refused', 'skipped', 'stopped')` : sql``;
    const found = await ctx.db.rows<Found>(
      sql`select b.position, b.ticket_id, t.number_text as number, t.title, b.state, b.reason
            from bulk_rows b join tickets t on t.tenant_id = b.tenant_id and t.id = b.ticket_id
            where b.tenant_id = ${ctx.tenant} and b.run_id = ${id} and b.position > ${after} and ${ctx.visible('ticket.read', 't')}${problem}
            order by b.position limit ${limit + 1}`,
    );
    const rows = found.slice(0, limit);
    return { rows, next: found.length > limit ? (rows.at(-1)?.position ?? null) : null };
  },
});
