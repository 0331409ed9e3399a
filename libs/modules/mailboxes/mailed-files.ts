import { mailHost, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { attachments, type comments } from '@kelp/tickets';

const maxMailedBytes = 15 * 1024 * 1024;

/** The files of a comment, as many as a mail can carry, and its HTML with the pictures in it taken from the mail itself. */
export async function mailedFiles(ctx: Ctx, comment: Row<typeof comments>) {
  const all = await ctx.db.list(attachments, { commentId: comment.id }, { orderBy: 'id' });
  let bytes = 0;
  const fitting = all.filter((file) => (bytes += Number(file.size)) <= maxMailedBytes);
  const shown = fitting.filter(({ isInline, id }) => isInline && comment.html.includes(id));
  const cidOf = (id: string) => `${id}@${mailHost()}`;
  return {
    html: shown.reduce(
      (html, { id }) => html.replaceAll(`/api/files/ticket.attachment/${id}`, `cid:${cidOf(id)}`),
      comment.html,
    ),
    attachments: fitting.map(({ id, storageKey: key, filename, contentType }) => ({
      key,
      filename,
      contentType,
      ...(shown.some((file) => file.id === id) ? { contentId: cidOf(id) } : {}),
    })),
    hasMore: fitting.length < all.length,
  };
}
