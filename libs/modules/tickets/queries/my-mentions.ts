import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { unauthenticated } from '@kelp/std';
import { myMentions } from '../contract';

interface FlatMention {
  id: string;
  at: Date;
  ticketId: string;
  commentId: string;
  number: string;
  title: string;
  by: string;
  excerpt: string;
}

/** Where colleagues named the reader, the newest first; what was deleted is left out. */
export const myMentionsQuery = defineQuery(myMentions, {
  permission: 'ticket.read',
  run: async (ctx, { after, limit }) => {
    if (!ctx.actor.id) throw unauthenticated();
    const [last] = readCursor(after, ['string']) ?? [];
    const rows = await ctx.db.rows<FlatMention>(
      sql`select m.id, m.created_at as at, m.ticket_id, m.comment_id, t.number_text as number, t.title, c.author_name as by,
              left(c.text, 300) as excerpt
            from comment_mentions m
            join comments c on c.tenant_id = m.tenant_id and c.id = m.comment_id
            join tickets t on t.tenant_id = m.tenant_id and t.id = m.ticket_id
            where m.tenant_id = ${ctx.tenant} and m.user_id = ${ctx.actor.id} and c.deleted_at is null and ${ctx.visible('ticket.read', 't')}
              and ${last ? sql`m.id < ${String(last)}::uuid` : sql`true`}
            order by m.id desc limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const end = page.at(-1);
    return {
      rows: page,
      next: rows.length > limit && end ? writeCursor([end.id]) : null,
    };
  },
});
