import { defineQuery, readCursor, writeCursor, type ReadCtx, type z } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import { listTimeEntries } from '../contract';
import { entryFrom, entrySelect, isVisible, toEntryRow, type FlatEntry } from './entry-rows';

type Input = z.output<typeof listTimeEntries.input>;

/** Time the caller may see, latest work first, keyset paged. The first page brings the sums over all that match. */
export const listTimeEntriesQuery = defineQuery(listTimeEntries, {
  permission: 'time_entry.read',
  run: async (ctx, input) => {
    const cursor = readCursor(input.after, ['string', 'string']);
    const where = filters(ctx, input);
    const page = cursor ? [...where, sql`(e.work_date, e.id) < (${cursor[0]}::date, ${cursor[1]}::uuid)`] : where;
    const [rows, total, upTo] = await Promise.all([
      ctx.db.rows<FlatEntry>(
        sql`select ${entrySelect(ctx)} ${entryFrom} where ${and(page)} order by e.work_date desc, e.id desc limit ${input.limit + 1}`,
      ),
      input.after ? undefined : sums(ctx, where),
      ctx.upTo(),
    ]);
    const shown = rows.slice(0, input.limit);
    const last = shown.at(-1);
    return {
      rows: shown.map((row) => toEntryRow(ctx, row)),
      next: rows.length > input.limit && last ? writeCursor([last.workDate, last.id]) : null,
      upTo,
      ...(total ? { total } : {}),
    };
  },
});

const sums = (ctx: ReadCtx, where: Sql[]) =>
  ctx.db.one<{ minutes: number; billableMinutes: number }>(
    sql`select coalesce(sum(e.minutes), 0)::float8 as minutes, coalesce(sum(e.billable_minutes), 0)::float8 as billable_minutes
        from time_entries e where ${and(where)}`,
  );

function filters(ctx: ReadCtx, input: Input): Sql[] {
  const parts = [sql`e.tenant_id = ${ctx.tenant}`, isVisible(ctx)];
  if (input.ticketId) parts.push(sql`e.ticket_id = ${input.ticketId}`);
  if (input.clientId) parts.push(sql`e.client_id = ${input.clientId}`);
  if (input.userId) parts.push(sql`e.user_id = ${input.userId === 'me' ? ctx.actor.id : input.userId}`);
  if (input.state) parts.push(sql`e.state = ${input.state}`);
  if (input.ids) parts.push(sql`e.id = any(${input.ids}::uuid[])`);
  if (input.from) parts.push(sql`e.work_date >= ${input.from}`);
  if (input.to) parts.push(sql`e.work_date <= ${input.to}`);
  return parts;
}
