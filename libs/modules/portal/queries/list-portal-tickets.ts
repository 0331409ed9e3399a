import { escapeLike } from '@kelp/clients';
import { defineQuery, readCursor, writeCursor, type ReadCtx, type z } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import { isNumbered, typedNumber } from '@kelp/tickets';
import { listPortalTickets } from '../contract';
import { inSight, seesOthers, sightOf, type Sight } from '../visibility/sight';
import { portalTicketFrom, portalTicketSelect, toPortalTicket, type FlatPortalTicket } from './ticket-rows';

/** The company's tickets or the person's own, by role; the latest activity first, keyset paged. */
export const listPortalTicketsQuery = defineQuery(listPortalTickets, {
  permission: 'portal_ticket.read_own',
  run: async (ctx, input) => {
    const cursor = readCursor(input.after, ['string', 'string']);
    const sight = await sightOf(ctx);
    const parts = filters(ctx, sight, input);
    if (cursor) parts.push(sql`(t.last_activity_at, t.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
    const rows = await ctx.db.rows<FlatPortalTicket>(
      sql`select ${portalTicketSelect} ${portalTicketFrom} where ${and(parts)}
            order by t.last_activity_at desc, t.id desc limit ${input.limit + 1}`,
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => toPortalTicket(ctx, row)),
      next: rows.length > input.limit && last ? writeCursor([last.activityExact, last.id]) : null,
      seesCompany: seesOthers(sight),
    };
  },
});

function filters(
  ctx: ReadCtx,
  sight: Sight,
  { state, isMine, search }: z.output<typeof listPortalTickets.input>,
): Sql[] {
  // A merged request is seen as the one it became, by whoever may see that one.
  const parts = [
    sql`t.tenant_id = ${ctx.tenant} and ${inSight(sight, 't')}`,
    sql`(t.merged_into_id is null or not exists (select from tickets m where m.tenant_id = t.tenant_id and m.id = t.merged_into_id
      and ${inSight(sight, 'm')}))`,
  ];
  if (state === 'open') parts.push(sql`not t.is_closed`);
  if (state === 'closed') parts.push(sql`t.is_closed`);
  if (isMine) parts.push(sql`t.contact_id = ${ctx.actor.contactId}`);
  if (search?.trim()) parts.push(searched(search.trim()));
  return parts;
}

/** A number finds its ticket; anything else looks into the titles. */
function searched(text: string): Sql {
  return sql`(${isNumbered(sql`t`, typedNumber(text))} or t.title ilike ${`%${escapeLike(text)}%`})`;
}
