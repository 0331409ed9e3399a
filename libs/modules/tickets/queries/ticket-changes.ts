import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { ticketChanges } from '../contract';
import { filterSql, withoutChildren } from '../queue/conditions';
import { withFields } from './row-fields';
import { ticketFrom, ticketSelect, toTicketRow, type FlatTicket } from './ticket-rows';

/** A transaction that was open while a list was read may commit afterwards with an earlier time: look back this far. */
const overlapMs = 20_000;
const most = 500;

/** What a list that was read at `since` lacks. A row may be told that has not changed: whoever asks compares versions. */
export const ticketChangesQuery = defineQuery(ticketChanges, {
  permission: 'ticket.read',
  run: async (ctx, { filter = [], since, known, isBundled, fields }) => {
    const flat = await filterSql(ctx, filter);
    const fits = isBundled ? withoutChildren(ctx.tenant, flat) : flat;
    const from = new Date(since.getTime() - overlapMs);
    const [changed, deleted, upTo, at] = await Promise.all([
      ctx.db.rows<{ id: string; fits: boolean }>(
        sql`select t.id, coalesce(${fits}, false) as fits from tickets t
            where t.tenant_id = ${ctx.tenant} and t.updated_at >= ${from} and ${ctx.visible('ticket.read', 't')}
            order by t.updated_at desc limit ${most + 1}`,
      ),
      ctx.db.rows<{ id: string }>(
        sql`select k.id from unnest(${known}::uuid[]) as k (id)
            where not exists (select from tickets t where t.tenant_id = ${ctx.tenant} and t.id = k.id)`,
      ),
      ctx.upTo(),
      ctx.time(),
    ]);
    if (changed.length > most) return { rows: [], gone: [], isTooMuch: true, at, upTo };
    const shown = new Set(known);
    const wanted = changed.filter((row) => row.fits).map(({ id }) => id);
    const rows =
      wanted.length === 0
        ? []
        : await ctx.db.rows<FlatTicket>(
            sql`select ${ticketSelect} ${ticketFrom} where t.tenant_id = ${ctx.tenant} and t.id = any(${wanted}::uuid[])`,
          );
    const gone = [...deleted, ...changed.filter((row) => !row.fits && shown.has(row.id))].map(({ id }) => id);
    const cards = await withFields(ctx, rows.map(toTicketRow), fields);
    return { rows: cards, gone, isTooMuch: false, at, upTo };
  },
});
