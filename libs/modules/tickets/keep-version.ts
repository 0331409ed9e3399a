import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { commentVersions, type comments } from './tables';

/** Keeps the words of a comment that is about to say something else. */
export async function keepVersion(ctx: Ctx, { id, text, html, markup }: Row<typeof comments>): Promise<void> {
  await ctx.db.insert(commentVersions, {
    id: ctx.newId(),
    commentId: id,
    text,
    html,
    markup,
    replacedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
    replacedByName: ctx.actor.name,
  });
}
