import { refused } from '@kelp/std';
import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { NewAttachment } from './write-comment';

/** Turns this person's uploads into attachments; an upload is used once. Throws when one is unknown, of somebody else, or used. */
export async function takeUploads(ctx: Ctx, ids: readonly string[]): Promise<(NewAttachment & { id: string })[]> {
  if (ids.length === 0) return [];
  const taken = await ctx.db.rows<NewAttachment>(
    sql`delete from uploads where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[]) and user_id = ${ctx.actor.id}
        returning filename, content_type, size, sha256, storage_key`,
  );
  if (taken.length !== new Set(ids).size) {
    throw refused('upload.gone', 'One of the files is no longer there. Attach it again and send once more.');
  }
  return taken.map((file) => ({ ...file, id: ctx.newId() }));
}
