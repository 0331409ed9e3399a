import { escapeLike } from '@kelp/clients';
import { defineQuery } from '@kelp/kernel';
import { and, sql } from '@kelp/platform/db';
import { pickTickets } from '../contract';
import { isNumbered, typedNumber } from '../domain/typed-number';
import { tickets } from '../tables';
import { relatedFrom, relatedSelect, toRelated, type FlatRelated } from './related-rows';

const shown = 12;

/** Tickets for a picker: the exact number first, then open ones, then the latest activity. Merged tickets are never offered. */
export const pickTicketsQuery = defineQuery(pickTickets, {
  permission: 'ticket.read',
  run: async (ctx, { search, exceptIds, mergeableWith }) => {
    const words = search.trim();
    const exact = isNumbered(sql`t`, typedNumber(words));
    const parts = [
      sql`t.tenant_id = ${ctx.tenant} and t.merged_into_id is null and not (t.id = any(${exceptIds}::uuid[]))`,
      ctx.visible('ticket.read', 't'),
    ];
    if (words) {
      const like = `%${escapeLike(words)}%`;
      parts.push(sql`(${exact} or t.title ilike ${like} or c.name ilike ${like})`);
    }
    if (mergeableWith) {
      const { clientId } = await ctx.db.get(tickets, mergeableWith);
      if (clientId) parts.push(sql`(t.client_id is null or t.client_id = ${clientId})`);
    }
    const rows = await ctx.db.rows<FlatRelated>(
      sql`select ${relatedSelect} ${relatedFrom} where ${and(parts)}
            order by case when ${exact} then 0 else 1 end, t.is_closed, t.last_activity_at desc limit ${shown}`,
    );
    return { rows: rows.map(toRelated) };
  },
});
