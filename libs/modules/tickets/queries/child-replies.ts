import type { ReadCtx } from '@kelp/kernel';
import { sql, type Row, type Sql } from '@kelp/platform/db';
import type { CommentCard } from '../contract';
import type { comments } from '../tables';

type Comment = Row<typeof comments>;

/** The comments of a ticket itself. */
export const ownComments = (ctx: ReadCtx, ticketId: string): Sql =>
  sql`select o.* from comments o where o.tenant_id = ${ctx.tenant} and o.ticket_id = ${ticketId}`;

/**
 * The same, and what clients wrote on the children of this master that the reader may see. A child's request itself is none of it: that is
 * what was written in the moment in which the child was opened.
 */
export const withChildReplies = (ctx: ReadCtx, ticketId: string): Sql =>
  sql`${ownComments(ctx, ticketId)}
      union all
      select r.* from tickets t join comments r on r.tenant_id = t.tenant_id and r.ticket_id = t.id
      where t.tenant_id = ${ctx.tenant} and t.master_ticket_id = ${ticketId} and ${ctx.visible('ticket.read', 't')}
        and r.author_type = 'client' and r.visibility = 'public' and r.created_at <> t.created_at`;

/** Comments by their id, the newest first; ids are in the order of time. */
export const newestIn = (ctx: ReadCtx, scope: Sql, limit: number, before?: string): Promise<Comment[]> =>
  ctx.db.rows<Comment>(
    sql`select c.* from (${scope}) c where ${before ? sql`c.id < ${before}` : sql`true`} order by c.id desc limit ${limit}`,
  );

/** Says at each comment that is not the ticket's own on which child it was written; it answers nothing here. */
export async function markChildren(
  ctx: ReadCtx,
  ticketId: string,
  cards: CommentCard[],
  rows: readonly Comment[],
): Promise<CommentCard[]> {
  const childOf = new Map(rows.filter((row) => row.ticketId !== ticketId).map((row) => [row.id, row.ticketId]));
  if (childOf.size === 0) return cards;
  const children = await ctx.db.rows<{ id: string; number: string; client: string | null }>(
    sql`select t.id, t.number_text as number, c.name as client from tickets t left join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
          where t.tenant_id = ${ctx.tenant} and t.id = any(${[...new Set(childOf.values())]}::uuid[])`,
  );
  const known = new Map(children.map((child) => [child.id, child]));
  return cards.map((card) => {
    const child = known.get(childOf.get(card.id) ?? '');
    return child ? { ...card, child, parentId: null } : card;
  });
}
