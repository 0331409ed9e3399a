import { defineQuery, numberFormat, readCursor, writeCursor, type ReadCtx, type z } from '@kelp/kernel';
import { escapeLike } from '@kelp/clients';
import { and, keyword, sql, type Sql } from '@kelp/platform/db';
import { listTickets } from '../contract';
import { notMerged, ofNumber } from './merged-numbers';
import { ticketFrom, ticketSelect, toTicketRow, type FlatTicket } from './ticket-rows';

type Input = z.output<typeof listTickets.input>;

/** Counting more than this many open tickets costs more than it tells. */
const countCap = 200;

/** The queue: filtered and sorted by the server, keyset paged; the open count is capped. */
export const listTicketsQuery = defineQuery(listTickets, {
  permission: 'ticket.read',
  run: async (ctx, input) => {
    const order = sortOf(input);
    const cursor = readCursor(input.after, order.kinds);
    const where = and([...filters(ctx, input), ...(cursor ? [order.after(cursor)] : [])]);
    const [rows, format, upTo, counted] = await Promise.all([
      ctx.db.rows<FlatTicket>(
        sql`select ${ticketSelect} ${ticketFrom} where ${where} order by ${order.by} limit ${input.limit + 1}`,
      ),
      numberFormat(ctx, 'ticket'),
      ctx.upTo(),
      input.after ? undefined : countOpen(ctx, input),
    ]);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => toTicketRow(row, format)),
      next: rows.length > input.limit && last ? writeCursor(order.values(last)) : null,
      upTo,
      ...(counted ? { openCount: counted } : {}),
    };
  },
});

async function countOpen(ctx: ReadCtx, input: Input) {
  const row = await ctx.db.one<{ count: number }>(
    sql`select count(*)::int as count from (select 1 from tickets t where ${and(filters(ctx, input))} limit ${countCap + 1}) as capped`,
  );
  return { count: Math.min(row.count, countCap), isCapped: row.count > countCap };
}

function filters(ctx: ReadCtx, input: Input): Sql[] {
  const parts = [sql`t.tenant_id = ${ctx.tenant}`, ctx.visible('ticket.read', 't'), notMerged];
  if (input.state === 'open') parts.push(sql`not t.is_closed`);
  if (input.state === 'closed') parts.push(sql`t.is_closed`);
  if (input.boardId) parts.push(sql`t.board_id = ${input.boardId}`);
  if (input.clientId) parts.push(sql`t.client_id = ${input.clientId}`);
  if (input.statusId) parts.push(sql`t.status_id = ${input.statusId}`);
  if (input.priorityId) parts.push(sql`t.priority_id = ${input.priorityId}`);
  if (input.assignee === 'nobody') parts.push(sql`t.assigned_to is null`);
  else if (input.assignee) parts.push(sql`t.assigned_to = ${input.assignee === 'me' ? ctx.actor.id : input.assignee}`);
  if (input.ids) parts.push(sql`t.id = any(${input.ids}::uuid[])`);
  if (input.search) parts.push(searched(ctx.tenant, input.search));
  return input.isBundled ? [...parts, withoutChildrenOf(ctx.tenant, and(parts))] : parts;
}

/** Leaves out children whose master fits the same conditions; a child whose master does not fit still shows. */
const withoutChildrenOf = (
  tenant: string,
  fits: Sql,
): Sql => sql`(t.master_ticket_id is null or t.master_ticket_id not in (
  select t.id from tickets t join ticket_bundle_settings led on led.tenant_id = ${tenant} and led.master_ticket_id = t.id where ${fits}))`;

/** A number finds its ticket; anything else looks into the titles. */
function searched(tenant: string, text: string): Sql {
  const number = /^[A-Za-z-]*0*(\d{1,15})$/.exec(text.trim())?.[1];
  const inTitle = sql`t.title ilike ${`%${escapeLike(text.trim())}%`}`;
  return number ? sql`(${ofNumber(tenant, number)} or ${inTitle})` : inTitle;
}

interface Order {
  by: Sql;
  kinds: ('string' | 'number')[];
  after(cursor: (string | number)[]): Sql;
  values(row: FlatTicket): (string | number)[];
}

function sortOf({ sort, direction }: Input): Order {
  const way = keyword(direction);
  const sign = direction === 'asc' ? sql`>` : sql`<`;
  if (sort === 'priority') {
    return {
      by: sql`p.position ${way}, t.id ${way}`,
      kinds: ['number', 'string'],
      after: ([position, id]) => sql`(p.position, t.id) ${sign} (${position}, ${id}::uuid)`,
      values: (row) => [row.priorityPosition, row.id],
    };
  }
  if (sort === 'number') {
    return {
      by: sql`t.number ${way}`,
      kinds: ['string'],
      after: ([number]) => sql`t.number ${sign} ${number}`,
      values: (row) => [row.number.toString()],
    };
  }
  if (sort === 'created') {
    return {
      by: sql`t.id ${way}`,
      kinds: ['string'],
      after: ([id]) => sql`t.id ${sign} ${id}::uuid`,
      values: (row) => [row.id],
    };
  }
  return {
    by: sql`t.last_activity_at ${way}, t.id ${way}`,
    kinds: ['string', 'string'],
    after: ([at, id]) => sql`(t.last_activity_at, t.id) ${sign} (${at}::timestamptz, ${id}::uuid)`,
    values: (row) => [row.activityExact, row.id],
  };
}
