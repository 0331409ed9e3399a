import { defineQuery } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { withRemotePictures } from '@kelp/platform/html';
import { sql } from '@kelp/platform/db';
import { commentView } from '../contract';

/** The HTML of one comment with the pictures that other servers hold, for a reader who asked for them. Staff only. */
export const commentViewQuery = defineQuery(commentView, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => {
    const row = await ctx.db.maybe<{ html: string }>(
      sql`select c.html from comments c join tickets t on t.tenant_id = c.tenant_id and t.id = c.ticket_id
          where c.tenant_id = ${ctx.tenant} and c.id = ${id} and ${ctx.visible('ticket.read', 't')}`,
    );
    if (!row) throw notFound('comment');
    return { html: withRemotePictures(row.html) };
  },
});
