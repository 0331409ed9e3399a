import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { ticketCommentEdited } from '../events';
import { keepVersion } from '../keep-version';
import { attachments, comments, ticketBundleSettings } from '../tables';

type Comment = Row<typeof comments>;

/**
 * Gives the copies of a master's reply its new words, each former wording kept. Copies on tickets that have left the bundle stay as they
 * are, as all of them do when the bundle is not in sync any more; so does one that was deleted.
 */
export async function editMirrors(ctx: Ctx, master: Comment): Promise<void> {
  const settings = await ctx.db.find(ticketBundleSettings, { masterTicketId: master.ticketId });
  if (settings?.mode !== 'sync_updates') return;
  const copies = await ctx.db.rows<Comment>(
    sql`select c.* from ticket_bundle_mirrors m
        join comments c on c.tenant_id = m.tenant_id and c.id = m.child_comment_id and c.deleted_at is null
        join tickets t on t.tenant_id = c.tenant_id and t.id = c.ticket_id and t.master_ticket_id = ${master.ticketId}
        where m.tenant_id = ${ctx.tenant} and m.master_comment_id = ${master.id} order by c.id for update of c`,
  );
  for (const copy of copies) {
    await keepVersion(ctx, copy);
    const { text, editedAt } = master;
    await ctx.db.update(comments, copy.id, { text, html: await ownPictures(ctx, master, copy), editedAt });
    ctx.emit(ticketCommentEdited, copy.ticketId, {
      ticketId: copy.ticketId,
      commentId: copy.id,
      visibility: copy.visibility,
    });
  }
}

/** The HTML with the pictures of the copy: other rows over the same stored bytes. */
async function ownPictures(ctx: Ctx, master: Comment, copy: Comment): Promise<string> {
  const files = await ctx.db.list(attachments, { commentId: [master.id, copy.id] }, { orderBy: 'id' });
  const own = files.filter(({ commentId }) => commentId === copy.id);
  return files
    .filter(({ commentId }) => commentId === master.id)
    .reduce((html, { id, storageKey }) => {
      const same = own.find((file) => file.storageKey === storageKey);
      return same ? html.replaceAll(id, same.id) : html;
    }, master.html);
}
