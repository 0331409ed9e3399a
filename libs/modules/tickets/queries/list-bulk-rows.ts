import { defineQuery, numberFormat } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listBulkRows } from '../contract';
import { bulkRuns, type BulkRowState } from '../tables';

interface Found {
  position: number;
  ticketId: string;
  number: bigint;
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
    const [found, format] = await Promise.all([
      ctx.db.rows<Found>(
        sql`select b.position, b.ticket_id, t.number, t.title, b.state, b.reason
            from bulk_rows b join tickets t on t.tenant_id = b.tenant_id and t.id = b.ticket_id
            where b.tenant_id = ${ctx.tenant} and b.run_id = ${id} and b.position > ${after} and ${ctx.visible('ticket.read', 't')}${problem}
            order by b.position limit ${limit + 1}`,
      ),
      numberFormat(ctx, 'ticket'),
    ]);
    const rows = found.slice(0, limit).map((row) => ({ ...row, number: format(row.number) }));
    return { rows, next: found.length > limit ? (rows.at(-1)?.position ?? null) : null };
  },
});
