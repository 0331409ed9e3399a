import type { Ctx } from '@kelp/kernel';
import { attachments } from '../tables';
import type { NewAttachment } from '../write-comment';

/**
 * A comment's files for a copy of it on another ticket: new rows over the same stored bytes, and the HTML with its inline pictures under
 * the new ids, so that whoever may see the copy's ticket only may see them too.
 */
export async function copyFiles(
  ctx: Ctx,
  comment: { id: string; html: string },
): Promise<{ html: string; attachments: NewAttachment[] }> {
  const files = await ctx.db.list(attachments, { commentId: comment.id }, { orderBy: 'id' });
  let { html } = comment;
  const copies = files.map(({ id, filename, contentType, size, sha256, storageKey, contentId, isInline }) => {
    const copyId = ctx.newId();
    html = html.replaceAll(id, copyId);
    return { id: copyId, filename, contentType, size, sha256, storageKey, contentId, isInline };
  });
  return { html, attachments: copies };
}
