import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { comments, ticketBundleMirrors, ticketBundleSettings, tickets } from '../tables';
import type { NewComment } from '../write-comment';
import { copyFiles } from './copy-files';
import { lockChildren } from './follow-master';

/** A comment of a master as a child is to have it. */
export interface Mirror {
  child: Row<typeof tickets>;
  comment: NewComment;
}

/**
 * What the children of a synced bundle have to get of this comment: staff's public replies only, each once for each child. Notes never
 * flow, and what a client wrote never reaches another client.
 */
export async function mirrorsFor(
  ctx: Ctx,
  ticket: Row<typeof tickets>,
  comment: Row<typeof comments>,
): Promise<Mirror[]> {
  if (comment.authorType !== 'internal' || comment.visibility !== 'public') return [];
  const settings = await ctx.db.find(ticketBundleSettings, { masterTicketId: ticket.id });
  if (settings?.mode !== 'sync_updates') return [];
  const done = await ctx.db.list(ticketBundleMirrors, { masterCommentId: comment.id });
  const has = new Set(done.map(({ childTicketId }) => childTicketId));
  const mirrors: Mirror[] = [];
  for (const child of await lockChildren(ctx, ticket.id)) {
    if (has.has(child.id)) continue;
    const { authorName, text } = comment;
    const files = await copyFiles(ctx, comment);
    const system = { authorType: 'system', visibility: 'public', origin: 'bundle', isMirror: true } as const;
    mirrors.push({ child, comment: { ...system, authorName, text, ...files } });
  }
  return mirrors;
}

/** Remembers that the child has it. The key refuses a second one. */
export const noteMirror = (ctx: Ctx, masterCommentId: string, child: Row<typeof comments>): Promise<void> =>
  ctx.db.insertMany(ticketBundleMirrors, [
    { masterCommentId, childTicketId: child.ticketId, childCommentId: child.id },
  ]);
