import type { ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import type { CommentCard } from '../contract';
import { attachments, type comments } from '../tables';

interface Sign {
  commentId: string;
  emoji: string;
  userId: string;
  name: string;
}

/** Comments as staff see them, with their files and the signs under them. */
export async function commentCards(ctx: ReadCtx, rows: readonly Row<typeof comments>[]): Promise<CommentCard[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [files, signs] = await Promise.all([
    ctx.db.list(attachments, { commentId: ids }, { orderBy: 'id' }),
    ctx.db.rows<Sign>(
      sql`select r.comment_id, r.emoji, r.user_id, u.name from comment_reactions r
          join users u on u.tenant_id = r.tenant_id and u.id = r.user_id
          where r.tenant_id = ${ctx.tenant} and r.comment_id = any(${ids}::uuid[]) order by r.id`,
    ),
  ]);
  return rows.map((row) => ({
    ...row,
    child: null,
    isDeleted: row.deletedAt !== null,
    isMailed: row.authorType === 'internal' && row.rfcMessageId !== null,
    reactions: grouped(
      signs.filter(({ commentId }) => commentId === row.id),
      ctx.actor.id,
    ),
    attachments: files
      .filter((file) => file.commentId === row.id)
      .map(({ id, filename, contentType, size, isInline }) => ({
        id,
        filename,
        contentType,
        size: Number(size),
        isInline,
      })),
  }));
}

function grouped(signs: readonly Sign[], me: string | null): CommentCard['reactions'] {
  const emojis = [...new Set(signs.map(({ emoji }) => emoji))];
  return emojis.map((emoji) => {
    const those = signs.filter((sign) => sign.emoji === emoji);
    return { emoji, names: those.map(({ name }) => name), isMine: those.some(({ userId }) => userId === me) };
  });
}
