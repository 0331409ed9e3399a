import { readSortedCursor, staleCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { identifier, keyword, list, sql, type Sql } from '@kelp/platform/db';
import type { TicketSort } from '../contract/tickets';
import { ticketJoins, ticketSelect, type FlatTicket } from '../queries/ticket-rows';
import { orderOf } from './order-of';
import { behind, fitsKeys, keyColumns, orderBy, type TicketOrder } from './sorts';

/** Matches are counted up to this many; so many can also be sorted at once, whatever the order. */
export const countCap = 1000;

export interface PageWish {
  where: Sql;
  sort: TicketSort;
  direction: 'asc' | 'desc';
  after: string | undefined;
  limit: number;
}

export interface TicketPageRows {
  rows: FlatTicket[];
  next: string | null;
  /** How many fit the filter, up to `countCap + 1`; without rows it is not known. */
  hits: number | undefined;
}

type PagedRow = FlatTicket & { hits: number } & Record<`c${number}`, string>;

function cursorOf(text: string | undefined, sort: TicketSort, direction: string, { keys }: TicketOrder) {
  const values = readSortedCursor(text, { sort, direction, values: keys.length });
  if (values && !fitsKeys(keys, values)) throw staleCursor();
  return values;
}

/**
 * A page of the tickets that fit `where`, in order, behind the cursor: in one statement. Up to `countCap` matches are gathered first, by whatever
 * index the filter likes best; when that is all of them they are sorted, else the order's own indexes are walked, where matches are dense.
 */
export async function pageOfTickets(ctx: ReadCtx, wish: PageWish): Promise<TicketPageRows> {
  const { sort, direction, limit } = wish;
  const order = await orderOf(ctx, sort, direction);
  const cursor = cursorOf(wish.after, sort, direction, order);
  const [, rows] = await Promise.all([
    ctx.db.rows(planAsWritten),
    ctx.db.rows<PagedRow>(pageSql(ctx.tenant, order, cursor, wish)),
    ctx.db.rows(planAsUsual),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const valuesOf = (row: PagedRow) => order.keys.map((_key, at) => row[`c${at}`] ?? '');
  return {
    rows: page,
    next: rows.length > limit && last ? writeCursor([sort, direction, ...valuesOf(last)]) : null,
    hits: rows[0]?.hits,
  };
}

/**
 * Sent ahead of the page, for this transaction alone: joins in the order in which they are written, since trying all orders takes longer than the page
 * itself; never the whole table of all workspaces, which the planner likes when one of them holds half of it, nor a map of all rows of a workspace
 * before the first is looked at, where a thousand are enough; and no parallel workers, which take longer to start than the page takes.
 */
const planAsWritten = sql`select set_config('join_collapse_limit', '1', true), set_config('enable_seqscan', 'off', true),
  set_config('enable_bitmapscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)`;

/** Other statements of the transaction want their bitmaps: indexes of words can be read in no other way. */
const planAsUsual = sql`select set_config('enable_bitmapscan', 'on', true)`;

/** The statement of `pageOfTickets`; the bench runs the same on a bare server. */
export function pageSql(tenant: string, order: TicketOrder, cursor: string[] | undefined, wish: PageWish): Sql {
  const { where, direction, limit } = wish;
  const { keys } = order;
  const texts = list(keys.map((_key, at) => sql`page.${identifier(`k${at}`)}::text as ${identifier(`c${at}`)}`));
  return sql`with few as materialized (select t.id from tickets t where ${where} limit ${countCap + 1}),
      page as materialized (
        select sorted.* from (select t.id, ${keyColumns(keys)} from few join tickets t on t.tenant_id = ${tenant} and t.id = few.id ${order.join}
            where ${behind(keys, cursor, direction)}) sorted
          where (select count(*) from few) <= ${countCap}
        union all
        select walked.* from (${order.walk({ tenant, where, cursor, direction, limit: limit + 1 })}) walked
          where (select count(*) from few) > ${countCap}
        order by ${list(keys.map((_key, at) => sql`${identifier(`k${at}`)} ${keyword(direction)}`))} limit ${limit + 1})
    select ${ticketSelect}, ${texts}, (select count(*)::int from few) as hits
    from page join tickets t on t.tenant_id = ${tenant} and t.id = page.id ${ticketJoins}
    order by ${orderBy(keys, 'page', direction)}`;
}
