import { defineQuery, type storedFile, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getPortalAttachment } from '../contract';
import { reachable } from './ticket-rows';

/** Where the bytes of an attachment of a public comment are; the file door streams them. */
export const getPortalAttachmentQuery = defineQuery(getPortalAttachment, {
  permission: 'portal_ticket.read_own',
  run: async (ctx, { id }) => {
    const file = await ctx.db.maybe<Omit<z.output<typeof storedFile>, 'size'> & { size: bigint }>(
      sql`select a.filename, a.content_type, a.size, a.storage_key from attachments a
          join comments c on c.tenant_id = a.tenant_id and c.id = a.comment_id and c.visibility = 'public'
          join tickets t on t.tenant_id = a.tenant_id and t.id = a.ticket_id
          where a.id = ${id} and ${await reachable(ctx)}`,
    );
    if (!file) throw notFound('attachment');
    return { ...file, size: Number(file.size) };
  },
});
