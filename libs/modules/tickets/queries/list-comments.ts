import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { sql, type Row, type Sql } from '@kelp/platform/db';
import { listComments, type HeldReplyCard } from '../contract';
import { comments, heldReplies } from '../tables';
import { markChildren, newestIn, ownComments, withChildReplies } from './child-replies';
import { commentCards } from './comment-cards';

/** The latest part of a conversation, or the one before a comment, with the replies that have not left yet. For staff. */
export const listCommentsQuery = defineQuery(listComments, {
  permission: 'ticket.read',
  run: async (ctx, { ticketId, before, limit, withChildren }) => {
    const ticket = await ctx.db.maybe<{ id: string }>(
      sql`select t.id from tickets t where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId} and ${ctx.visible('ticket.read', 't')}`,
    );
    if (!ticket) throw notFound('ticket');
    if (before) await ctx.db.get(comments, before);
    const scope = withChildren ? withChildReplies(ctx, ticketId) : ownComments(ctx, ticketId);
    const found = await newestIn(ctx, scope, limit + 1, before);
    const page = found.slice(0, limit);
    const [roots, total, held, upTo] = await Promise.all([
      rootsOf(ctx, page),
      count(ctx, scope),
      heldCards(ctx, ticketId),
      ctx.upTo(),
    ]);
    const rows = [...roots, ...page].sort((a, b) => (a.id < b.id ? -1 : 1));
    const earlier = found.length > limit ? (page.at(-1)?.id ?? null) : null;
    return {
      comments: await markChildren(ctx, ticketId, await commentCards(ctx, rows), rows),
      earlier,
      total,
      held,
      upTo,
    };
  },
});

/** The comments outside this part on which answers in it hang. */
async function rootsOf(ctx: ReadCtx, page: readonly Row<typeof comments>[]): Promise<Row<typeof comments>[]> {
  const here = new Set(page.map(({ id }) => id));
  const missing = page.flatMap(({ parentId }) => (parentId && !here.has(parentId) ? [parentId] : []));
  return missing.length === 0 ? [] : ctx.db.list(comments, { id: [...new Set(missing)] });
}

async function count(ctx: ReadCtx, scope: Sql): Promise<number> {
  const row = await ctx.db.one<{ count: bigint }>(sql`select count(*) as count from (${scope}) c`);
  return Number(row.count);
}

async function heldCards(ctx: ReadCtx, ticketId: string): Promise<HeldReplyCard[]> {
  const rows = await ctx.db.rows<Row<typeof heldReplies> & { authorName: string }>(
    sql`select h.*, u.name as author_name from held_replies h join users u on u.tenant_id = h.tenant_id and u.id = h.user_id
        where h.tenant_id = ${ctx.tenant} and h.ticket_id = ${ticketId} order by h.send_at, h.id`,
  );
  const mayAny = ctx.can('ticket_comment.update_any');
  return rows.map(({ input, ...row }) => ({
    ...row,
    isYours: row.userId === ctx.actor.id || mayAny,
    text: String(input['text'] ?? ''),
    fileCount: Array.isArray(input['uploads']) ? input['uploads'].length : 0,
    statusId: typeof input['statusId'] === 'string' ? input['statusId'] : null,
  }));
}
